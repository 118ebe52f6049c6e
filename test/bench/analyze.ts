// `analyze` of a million entries, against what people type instead, and against a bare search for line feeds.
//
// What was tried to get nearer to that search, and what came of it (1,000,000 entries, 174 MB, parsing alone, 200 ms):
// - finding the end of the line four bytes at a time and reading the last words backwards, past the reply: no gain;
// - names and IPv4 addresses as four 32-bit numbers each, read without a branch for each byte: 10 % of the parsing, 3 % of
//   the whole, and hard to read; left out;
// - a literal comparison for "ipv4     2 " before the words one by one: no gain, the branches are foreseen;
// - smaller tables of counters for the top lists: no gain, they fit the cache as they are;
// - each counter of the top lists beside its key, so that both lie in one line of the cache: slower, the tables grow by a third;
// - the counters of the last protocol's ports kept at hand: no gain;
// - names found by length and three letters, not by all of them: 2 % of the whole; kept;
// - a summary that makes records of what is shown alone, and passes over empty bins: 3 % of the whole; kept;
// - letting V8 inline more (--max-inlined-bytecode-size-cumulative): 7 to 18 % of the parsing, but a program cannot ask for it;
// - smaller steps of a line (addresses, ports), so that V8's allowance for a function lasts for what is called most: 4 % of the
//   parsing; kept. The counters of an entry in smaller steps: 5 % slower;
// - words of addresses handed on as they stand, and not one by one: 2 % of the parsing; kept;
// - the median of the top lists' counters in two functions, of which V8 gave up the machine code 305 times when they were one: kept;
// - most used ports without sorting all of them, bins up to the last one used, top lists without a record for each counter: a
//   quarter of the 36 ms after the last line; kept;
// - pieces of 32, 64 or 128 KB instead of 256: no gain;
// - a second thread for the second half of a file, its sums added to those of the first. Answers were the same byte by byte once
//   the top lists, in which what is taken off depends on the order, were counted in blocks cut at fixed places of the text (their
//   errors then add up to no more: 340 for 383). Of 1,100,000 entries (two virtual cores, other programs running, in turns): 405
//   against 475 ms with 616 against 477 ms of processor time, 1.17 times as fast; of 5,500,000 entries 1,193 against 1,754 ms, 1.47
//   times. Some 120 ms are before and after the parsing, the other thread begins after 50 to 75 ms, and makes machine code of
//   its own, for which there is no third core: it reads its half at three fifths of the speed. Left out.
// Searching for line feeds byte by byte in JavaScript takes 150 to 200 ms itself: the parser looks at nearly every byte once,
// and costs little more. Only Buffer.indexOf, which is native, and four bytes at a time are faster (30 and 45 ms).
import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../host/project.ts";
import { makeTempFolder } from "../host/temp.ts";
import { type Random, seeded } from "../kernel/random.ts";
import { measure, ratios, TIME } from "./measure.ts";
import { milliseconds, printTable, type Row, ratio, wish } from "./table.ts";

const ENTRIES = 1_000_000;
const MEGABYTES = 120;

export async function analyzeTables(): Promise<void> {
  if (spawnSync("awk", ["BEGIN {}"]).error || process.platform === "win32") {
    process.stdout.write("\nanalyze: skipped, there is no awk to hold it against\n");
    return;
  }
  const temp = makeTempFolder();
  try {
    const dump = join(temp.path, "dump");
    writeDump(dump, ENTRIES);
    const cli = join(projectRoot, "dist", "cli.js");
    const scan = join(temp.path, "scan.js");
    writeFileSync(scan, SCAN);
    const shell = (command: string) => () => run("sh", ["-c", command, dump], {});
    const [ours, awk, grep, newlines] = await measure(
      [
        { name: "analyze", run: () => run(process.execPath, [cli, "analyze", dump, "--format=json"], {}) },
        { name: "awk", run: shell("awk '{print $3,$6}' \"$0\" | sort | uniq -c") },
        { name: "grep", run: shell('grep TIME "$0" | wc -l') },
        { name: "line feeds", run: () => run(process.execPath, [scan, dump], {}) },
      ],
      { clock: TIME, rounds: 7, sampleMs: 0, warmUpMs: 0 },
    );
    const [toAwk, toGrep, toScan] = [awk, grep, newlines].map((other) => ratios(ours, other));
    if (!toAwk || !toGrep || !toScan) return;
    const rows: Row[] = [
      ["analyze", milliseconds(ours), "", ""],
      ["awk '{print $3,$6}' | sort | uniq -c", milliseconds(awk), ratio(toAwk), wish(toAwk.median, "at most", 1.5)],
      ["grep TIME | wc -l", milliseconds(grep), ratio(toGrep), wish(toGrep.median, "at most", 8)],
      ["a process that counts line feeds", milliseconds(newlines), ratio(toScan), wish(toScan.median, "at most", 2.5)],
    ];
    printTable(
      `analyze of ${ENTRIES.toLocaleString("en")} entries (${Math.round(statSync(dump).size / 1e6)} MB), LC_ALL=C, one thread`,
      ["", "ms", "analyze takes times as long", "wish"],
      rows,
    );
    const one = peak(cli, dump, 1, temp.path);
    const ten = peak(cli, dump, 10, temp.path);
    printTable(
      "Memory of the whole process",
      ["", "MB", "wish"],
      [
        ["1 million entries", one.toFixed(0), wish(one, "at most", MEGABYTES)],
        ["10 million entries", ten.toFixed(0), wish(ten, "at most", MEGABYTES)],
      ],
    );
  } finally {
    temp.remove();
  }
}

const SCAN = `
const { openSync, readSync } = require("node:fs");
const piece = Buffer.alloc(1 << 18);
const file = openSync(process.argv[2], "r");
let lines = 0;
for (let got; (got = readSync(file, piece)) > 0; ) {
  const part = piece.subarray(0, got);
  for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines++;
}
console.log(lines);
`;

function run(program: string, args: readonly string[], env: Readonly<Record<string, string>>): void {
  const { status, stderr, error } = spawnSync(program, args, {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, LC_ALL: "C", ...env },
  });
  if (error || status !== 0) throw error ?? new Error(`${program} ended with ${status}: ${stderr}`);
}

/** Resident memory at its highest, in megabytes; the dump comes through a pipe, so many times over. */
function peak(cli: string, dump: string, times: number, folder: string): number {
  const tell = join(folder, "tell.cjs");
  const told = join(folder, "told");
  writeFileSync(
    tell,
    `process.on("exit", () => require("node:fs").writeFileSync(${JSON.stringify(told)}, String(process.resourceUsage().maxRSS)));`,
  );
  const dumps = Array.from({ length: times }, () => '"$0"').join(" ");
  run("sh", ["-c", `cat ${dumps} | "$1" --require "$2" "$3" analyze - --format=json`, dump, process.execPath, tell, cli], {});
  const kilobytes = Number(readFileSync(told, "utf8"));
  rmSync(told);
  return (kilobytes * 1024) / 1e6;
}

/** State, share of TCP, seconds it is kept. */
const STATES = [
  ["TIME_WAIT", 0.5, 120],
  ["ESTABLISHED", 0.35, 432_000],
  ["SYN_SENT", 0.05, 120],
  ["CLOSE_WAIT", 0.03, 60],
  ["CLOSE", 0.03, 10],
  ["FIN_WAIT", 0.02, 120],
  ["LAST_ACK", 0.01, 30],
  ["SYN_RECV", 0.01, 60],
] as const;

/** 60 % TCP, 35 % UDP, 5 % ICMP; the sources are nearly all different, which is the hardest for the top lists. */
function writeDump(path: string, entries: number): void {
  const random = seeded(1);
  const file = openSync(path, "w");
  let lines: string[] = [];
  for (let entry = 0; entry < entries; entry++) {
    lines.push(lineOf(random));
    if (lines.length < 10_000 && entry < entries - 1) continue;
    writeSync(file, lines.join(""));
    lines = [];
  }
  closeSync(file);
}

function lineOf(random: Random): string {
  const source = `10.${random(256)}.${random(256)}.${random(256)}`;
  const destination = `192.168.${random(4)}.${random(256)}`;
  const port = 1024 + random(64_512);
  const kind = random(100);
  if (kind < 60) {
    const [state, , seconds] = pickState(random);
    const unreplied = state === "SYN_SENT";
    return line(
      "tcp      6",
      `${random(seconds)} ${state}`,
      source,
      destination,
      port,
      [80, 443, 443, 22][random(4)] ?? 80,
      unreplied,
      !unreplied,
    );
  }
  if (kind < 95)
    return line("udp      17", String(random(30)), source, destination, port, [53, 53, 123, 514][random(4)] ?? 53, random(5) < 2, false);
  return `ipv4     2 icmp     1 ${random(30)} src=${source} dst=${destination} type=8 code=0 id=${port} src=${destination} dst=${source} type=0 code=0 id=${port} mark=0 zone=0 use=2\n`;
}

function pickState(random: Random): (typeof STATES)[number] {
  let rest = random(1000) / 1000;
  for (const state of STATES) {
    rest -= state[1];
    if (rest < 0) return state;
  }
  return STATES[0];
}

function line(
  head: string,
  times: string,
  source: string,
  destination: string,
  sport: number,
  dport: number,
  unreplied: boolean,
  assured: boolean,
): string {
  return `ipv4     2 ${head} ${times} src=${source} dst=${destination} sport=${sport} dport=${dport} ${unreplied ? "[UNREPLIED] " : ""}src=${destination} dst=${source} sport=${dport} dport=${sport} ${assured ? "[ASSURED] " : ""}mark=0 zone=0 use=2\n`;
}
