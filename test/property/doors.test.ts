// Nothing hostile gets out of the command line: every command, every format, both channels, colours or none. 300 runs here;
// RUNS sets another number (npm run fuzz).
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { WriteStream } from "node:tty";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { everyCommand } from "../../src/cli/commands.ts";
import { openOutput } from "../../src/cli/output.ts";
import { runCommandLine } from "../../src/cli/run-command-line.ts";
import { toBytes } from "../../src/linux/index.ts";
import { documents } from "./documents.ts";
import { COUNTERS, DUMPS, LOG } from "./host-lines.ts";
import { hostile, poisoned, rawIn } from "./hostile.ts";

const runs = Math.min(100_000, Number(process.env["RUNS"] ?? 300));
const OWN_COLOUR = new RegExp(`${"\x1b"}\\[\\d{1,2}m`, "g");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ctp-doors-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, string>>;
}

/** As an argument can be, and as a name in a folder can be. */
const argument = hostile.map((text) => text.replaceAll("\0", "").replace(/^$/, "x"));
const fileName = argument.map((text) => text.replaceAll("/", "_").replace(/^\.{1,2}$/, "x"));
const lines = (from: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...from), { maxLength: 6 }).map((all) => all.join(""));

const PLANS = [
  '{"version":1,"classes":[{"name":"web","protocol":"tcp","rate":800,"duration":12,"port":443}]}',
  '{"version":1,"target":{"kernel":"6.12","memory":"16G"},"classes":[{"name":"DNS","protocol":"udp","rate":300,"duration":0.05}]}',
];
const namedPlan = hostile.map((name) =>
  JSON.stringify({ version: 1, classes: [{ name, protocol: "tcp", rate: 8, duration: 12 }], [name]: 1 }),
);

const commands = await everyCommand();

/** Options of a command with hostile values, and some that make no mistake. */
function options(command: string): fc.Arbitrary<readonly string[]> {
  const specs = commands.find(({ name }) => name === command)?.options ?? [];
  const valued = specs.filter(
    ({ value, name }) => value !== undefined && !["root", "proc", "from", "write", "times", "dump", "prometheus"].includes(name),
  );
  const one = fc.oneof(
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...valued), argument).map(([{ name }, value]) => [`--${name}=${value}`]) },
    { weight: 1, arbitrary: argument.map((text) => [`--${text}`]) },
    { weight: 8, arbitrary: fc.constant<readonly string[]>([]) },
  );
  const formats = specs.find(({ name }) => name === "format")?.choices ?? [];
  const format =
    formats.length === 0 ? fc.constant<readonly string[]>([]) : fc.constantFrom(...formats).map((name) => [`--format=${name}`]);
  return fc.tuple(one, format).map(([some, more]) => [...some, ...more]);
}

const settings = poisoned(documents);
const evidence = poisoned(fc.oneof(lines(DUMPS), lines(LOG), lines(COUNTERS)));

/** Files of other languages, by name: poison goes anywhere into them. */
const OTHERS: Readonly<Record<string, string>> = {
  "a.sh":
    "#!/bin/sh\nM=1\nsudo sysctl -w net.netfilter.nf_conntrack_max=$M\ncat <<EOF | tee /etc/sysctl.d/a.conf\nnet.netfilter.nf_conntrack_udp_timeout = 30\nEOF\n",
  Dockerfile: "FROM a\nRUN sysctl -w net.netfilter.nf_conntrack_max=x\nCOPY <<EOF /etc/sysctl.d/a.conf\nnf_conntrack_max=1\nEOF\n",
  "a.service": "[Service]\nExecStart=/sbin/sysctl -w net.netfilter.nf_conntrack_max=99999999999\n",
  "a.tf":
    'r = { "net.netfilter.nf_conntrack_max" = "1" }\nu = <<EOF\n#cloud-config\nruncmd: [sysctl -w net.netfilter.nf_conntrack_max=1]\nEOF\n',
  "a.yaml": "- sysctl:\n    name: net.netfilter.nf_conntrack_max\n    value: '{{ x }}'\n- shell: modprobe nf_conntrack hashsize=1\n",
  "a.json": '{"sysctls": {"net.netfilter.nf_conntrack_max": "1", "net.netfilter.nf_contrack_x": 2}}',
  "a.nix": '{ boot.kernel.sysctl = { "net.netfilter.nf_conntrack_max" = lib.mkForce 1; }; }',
  "tuned.conf": "[sysctl]\nnet.netfilter.nf_conntrack_max=>1\n",
  "a.pp": "sysctl { 'net.netfilter.nf_conntrack_max': value => '1' }\n",
  "a.md": "```sh\nsysctl -w net.netfilter.nf_conntrack_max=x\n```\n",
  constructor: "#!/bin/sh\nsysctl -w net.netfilter.nf_conntrack_max=x\n",
};
const others = fc
  .constantFrom(...Object.entries(OTHERS))
  .chain(([name, text]) => poisoned(fc.constant(text)).map((bad) => ({ name, text: bad })));

const RULES = [
  'table inet f {\n set s { type inet_service; elements = { 80, 443 } }\n chain c {\n  type filter hook input priority 0; policy drop;\n  iifname "lo" accept\n  ct state established,related accept\n  tcp dport @s accept comment "web"\n  tcp dport vmap { 22 : accept, 23 : jump d }\n }\n chain d { ct state new log prefix "x" drop }\n}\n',
  '*filter\n:INPUT DROP [0:0]\n:C - [0:0]\n-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n-A INPUT -p tcp -m multiport --dports 80,443 -m comment --comment "web" -j C\n-A C -j ACCEPT\nCOMMIT\n*nat\n-A POSTROUTING -o eth0 -j MASQUERADE\nCOMMIT\n',
  '{"nftables":[{"table":{"family":"ip","name":"f"}},{"chain":{"family":"ip","table":"f","name":"c","type":"filter","hook":"input","prio":0}},{"rule":{"family":"ip","table":"f","chain":"c","expr":[{"match":{"op":"==","left":{"payload":{"protocol":"tcp","field":"dport"}},"right":22}},{"accept":null}]}}]}',
];
const rules = poisoned(fc.constantFrom(...RULES));

/** An earlier reading, as `diagnose --format json` writes it. */
const AGAIN =
  '{"version":1,"severity":"loss","causes":[{"id":"limit-too-low","title":"The table is full"}],"evidence":{"host":{"identity":{"at":"2026-01-02T03:04:05Z","name":"gw","boot":"a","uptime":1},"kernel":"6.12","namespace":"1","count":10,"max":20,"values":{"net/netfilter/nf_conntrack_max":20},"statistics":{"cpus":[{"drop":1}],"total":{"drop":1}}},"namespaces":{"namespaces":[{"inode":"2","name":"x","lost":1,"count":2}]}}}';
const again = fc.oneof(
  poisoned(fc.constant(AGAIN)),
  hostile.map((text) => AGAIN.replaceAll(/"(gw|The table is full|6\.12|limit-too-low|x)"/g, JSON.stringify(text))),
);

/** Series of two hosts over three days, as a store answers `query_range`. */
const DAY = 86_400;
const saved = fc.tuple(hostile, hostile, hostile).map(([pool, instance, release]) => {
  const of = (name: string, labels: object, values: readonly number[]): object => ({
    metric: { __name__: name, pool, instance, ...labels },
    values: values.map((value, day) => [1_795_651_200 + day * DAY, String(value)]),
  });
  const one = (instance: object): readonly object[] => [
    of("node_nf_conntrack_entries", instance, [10, 20, 30]),
    of("node_nf_conntrack_entries_limit", instance, [40, 40, 50]),
    of("node_nf_conntrack_stat_drop", instance, [0, 1, 5]),
    of("node_uname_info", { ...instance, release, machine: "x86_64" }, [1, 1, 1]),
  ];
  return JSON.stringify({ status: "success", data: { resultType: "matrix", result: [...one({}), ...one({ instance: "b:9100" })] } });
});

const TREE = ["etc/sysctl.conf", "etc/modprobe.d/NAME.conf", "etc/modules-load.d/NAME.conf", "etc/default/grub", "etc/ufw/sysctl.conf"];
const treeFiles = fc
  .tuple(
    fc.array(fc.tuple(fc.constantFrom("etc/sysctl.d/NAME.conf", ...TREE), fileName, settings), { minLength: 1, maxLength: 4 }),
    settings,
  )
  .map(([files, first]) =>
    Object.fromEntries([["etc/sysctl.d/a.conf", first], ...files.map(([path, name, text]) => [path.replace("NAME", name), text])]),
  );

const procFiles = fc.tuple(hostile, hostile, evidence, evidence).map(([release, value, table, counters]) => ({
  "proc/sys/kernel/osrelease": release,
  "proc/sys/kernel/arch": value,
  "proc/meminfo": `MemTotal: 1 kB\n${value}`,
  "proc/sys/net/netfilter/nf_conntrack_count": "10\n",
  "proc/sys/net/netfilter/nf_conntrack_max": "20\n",
  "proc/net/nf_conntrack": table,
  "proc/net/stat/nf_conntrack": counters,
}));

const run: fc.Arbitrary<Run> = fc.oneof(
  fc.tuple(options("check"), fileName, settings, fc.boolean()).map(
    ([more, name, text, fix]): Run => ({
      args: ["check", ...more, ...(fix ? ["--fix"] : []), "--", `@${name}`],
      files: { [name]: text },
    }),
  ),
  fc
    .tuple(options("check"), fileName, settings)
    .map(([more, name, text]): Run => ({ args: ["check", ...more, "--", "@d"], files: { [`d/${name}.sysctl`]: text } })),
  fc
    .tuple(fc.constantFrom("check", "effective"), treeFiles)
    .chain(([command, files]) => options(command).map((more): Run => ({ args: [command, ...more, "--root=@"], files }))),
  fc
    .tuple(options("plan"), fc.oneof(poisoned(fc.constantFrom(...PLANS)), namedPlan))
    .map(([more, text]): Run => ({ args: ["plan", ...more, "--from=@p"], files: { p: text } })),
  fc
    .tuple(options("plan"), fileName, settings)
    .map(
      ([more, name, text]): Run => ({ args: ["plan", "--rate=10", "--duration=10", ...more, `--write=@${name}`], files: { [name]: text } }),
    ),
  fc.tuple(options("size"), argument).map(([more, max]): Run => ({ args: ["size", `--max=${max}`, ...more], files: {} })),
  fc
    .tuple(options("explain"), argument, fc.boolean())
    .map(([more, word, key]): Run => ({ args: ["explain", ...more, "--", key ? `net.netfilter.${word}` : word], files: {} })),
  fc
    .tuple(fc.constantFrom("analyze", "diagnose", "firewall"), fileName, evidence)
    .chain(([command, name, text]) =>
      options(command).map((more): Run => ({ args: [command, ...more, "--", `@${name}`], files: { [name]: text } })),
    ),
  fc
    .tuple(fc.constantFrom("live", "diagnose"), procFiles)
    .chain(([command, files]) =>
      options(command).map(
        (more): Run => ({ args: [command, ...more, "--proc=@proc", ...(command === "live" ? ["--table"] : [])], files }),
      ),
    ),
  fc
    .tuple(fc.constantFrom("check", "effective", "size", "plan", "explain", "analyze", "diagnose", "live"), argument, argument)
    .map(([command, one, other]): Run => ({ args: [command, "--", `/nowhere/${one}`, `/nowhere/${other}`], files: {} })),
  fc
    .tuple(fc.constantFrom("check", "settings"), others, fc.boolean())
    .chain(([command, { name, text }, whole]) =>
      options(command).map(
        (more): Run => ({ args: [command, ...more, "--", whole ? "@d" : `@d/${name}`], files: { [`d/${name}`]: text } }),
      ),
    ),
  fc.tuple(fileName, rules, fc.boolean(), evidence).chain(([name, text, withDump, dump]) =>
    options("firewall").map(
      (more): Run => ({
        args: ["firewall", ...more, ...(withDump ? ["--dump=@dump"] : []), "--", `@r/${name}`],
        files: { [`r/${name}`]: text, dump },
      }),
    ),
  ),
  fc
    .tuple(options("diagnose"), again, evidence)
    .map(([more, before, text]): Run => ({ args: ["diagnose", ...more, "--again=@b", "--", "@e"], files: { b: before, e: text } })),
  fc.tuple(options("fleet"), fc.oneof(saved, poisoned(saved)), fc.boolean()).map(
    ([more, text, written]): Run => ({
      args: ["fleet", "--by=pool", ...more, ...(written ? ["--write=@out"] : []), "--from=@s"],
      files: { s: text },
    }),
  ),
  argument.map((word): Run => ({ args: ["completion", "--", word], files: {} })),
  fc.tuple(argument, argument).map(([command, word]): Run => ({ args: [command, word], files: {} })),
);

/** Both channels, as text. */
function channel() {
  let text = "";
  const stream = {
    isTTY: false,
    columns: 80,
    on: () => stream,
    write: (piece: string, done?: () => void) => {
      text += piece;
      done?.();
      return true;
    },
  };
  return { stream: stream as unknown as WriteStream, text: () => text };
}

let count = 0;

async function play({ args, files }: Run): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const place = join(folder, String(++count));
  mkdirSync(place);
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(place, name)), { recursive: true });
      writeFileSync(toBytes(join(place, name)), text);
    }
    const [out, err] = [channel(), channel()];
    const output = openOutput(out.stream, err.stream);
    const code = await runCommandLine(
      args.map((argument) => argument.replace(/(^|=)@/, `$1${place}/`)),
      output,
    );
    await output.finish();
    return { code, out: out.text(), err: err.text() };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

const tally = { inputs: 0, hangs: 0, codes: [0, 0, 0] };

/** Milliseconds of work, not of time: a busy machine hangs nobody. What is slow once is asked again. */
const HANGS = 1000;

/** Throws where a run takes too long each time that it is tried. */
async function playInTime(one: Run): Promise<Awaited<ReturnType<typeof play>>> {
  for (let tries = 1; ; tries++) {
    const start = process.threadCpuUsage();
    const played = await play(one);
    const { user, system } = process.threadCpuUsage(start);
    if (user + system < HANGS * 1000) return played;
    if (tries < 3) continue;
    tally.hangs++;
    throw new Error(`it takes ${Math.round((user + system) / 1000)} ms`);
  }
}

test(`${runs} runs, plain and in colour`, { timeout: Math.max(120_000, runs * 200) }, async () => {
  const { FORCE_COLOR } = process.env;
  await fc.assert(
    fc.asyncProperty(run, fc.boolean(), async (one, colour) => {
      process.env["FORCE_COLOR"] = colour ? "1" : "0";
      const { code, out, err } = await playInTime(one);
      tally.inputs++;
      tally.codes[code] = (tally.codes[code] ?? 0) + 1;
      expect(err).not.toContain("bug in this program");
      const shown = colour ? `${out}${err}`.replace(OWN_COLOUR, "") : `${out}${err}`;
      expect(rawIn(shown), shown).toBeUndefined();
      if (one.args.includes("--format=json") && out !== "") JSON.parse(out);
    }),
    { numRuns: runs },
  );
  process.env["FORCE_COLOR"] = FORCE_COLOR;
  if (FORCE_COLOR === undefined) delete process.env["FORCE_COLOR"];
  if (process.env["RUNS"]) console.log(`command line: ${JSON.stringify(tally)}`);
});
