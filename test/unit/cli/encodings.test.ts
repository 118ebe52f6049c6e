// Logs, counters and dumps as other machines save them: PowerShell's > writes UTF-16. What is no text is refused by name.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

const fixture = (name: string): string => readFileSync(new URL(`../../fixtures/tables/${name}`, import.meta.url), "utf8");
const LOG = "[ 1465.133062] nf_conntrack: nf_conntrack: table full, dropping packet\n[ 1466.1] eth0: \u00fcp \ud83d\ude00\n".repeat(3);
const COUNTERS = "cpu=0 \tfound=1 invalid=2 insert=0 insert_failed=4 drop=3 early_drop=0 error=0 search_restart=0\n";

const TEXTS: readonly (readonly [what: string, command: string, text: string])[] = [
  ["a log", "diagnose", LOG],
  ["a log of one line", "diagnose", LOG.slice(0, LOG.indexOf("\n"))],
  ["counters", "diagnose", COUNTERS],
  ["a dump", "diagnose", fixture("proc.txt")],
  ["a dump", "analyze", fixture("proc.txt")],
  ["a dump with counters", "analyze", fixture("plain-with-counters.txt")],
  ["a rule set", "firewall", "table ip t {\n  chain c {\n    type filter hook input priority 0; ct state established accept\n  }\n}\n"],
  ["a dump in XML", "analyze", fixture("xml-with-counters.xml")],
];

const wide = (text: string): Buffer => Buffer.from(text, "utf16le");
const ENCODINGS: readonly (readonly [name: string, encode: (text: string) => Buffer])[] = [
  ["UTF-16, little end first, with a mark", (text) => wide(`\ufeff${text}`)],
  ["UTF-16, big end first, with a mark", (text) => wide(`\ufeff${text}`).swap16()],
  ["UTF-16, little end first", wide],
  ["UTF-16, big end first", (text) => wide(text).swap16()],
  ["UTF-8 with a mark", (text) => Buffer.from(`\ufeff${text}`)],
];

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

/** The size of a dump in bytes is that of the file. */
const comparable = (json: string): unknown => JSON.parse(json.replace(/"bytes": \d+/g, '"bytes": 0'));

describe.each(TEXTS)("%s for %s", (_what, command, text) => {
  let plain: Awaited<ReturnType<Cli["run"]>>;
  beforeAll(async () => {
    plain = await cli.run([command, "--format=json", "-"], { stdin: text });
  });

  test.each(ENCODINGS)("in %s says the same", async (_name, encode) => {
    expect(plain).toMatchObject({ code: 0, stderr: "" });
    const { code, stdout, stderr } = await cli.run([command, "--format=json", "-"], { stdin: encode(text) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(comparable(stdout)).toEqual(comparable(plain.stdout));
  });
});

test("a rotated log that gzip has packed says the same", async () => {
  const [plain, packed] = await Promise.all([LOG, gzipSync(LOG)].map((stdin) => cli.run(["diagnose", "--format=json", "-"], { stdin })));
  expect(packed).toMatchObject({ code: 0, stderr: "" });
  expect(comparable(packed?.stdout ?? "")).toEqual(comparable(plain?.stdout ?? ""));
});

describe("what is no text", () => {
  const noise = Uint8Array.from({ length: 600 }, (_, index) => (index * index * 31 + index * 7) % 256);

  test.each<[what: string, bytes: Uint8Array, why: string]>([
    ["a packed file that holds no text", gzipSync(noise), "a binary file, not text"],
    ["a journal", Buffer.concat([Buffer.from("LPKSHHRH"), noise]), "a systemd journal file, not text; unpack it first"],
    ["noise", noise, "a binary file, not text"],
    ["zeros", new Uint8Array(5000), "a binary file, not text"],
    ["UTF-32", Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from("a\0\0\0b\0\0\0")]), "a binary file, not text"],
    ["noise behind a mark", Buffer.concat([Buffer.from([0xff, 0xfe]), new Uint8Array(2000)]), "a binary file, not text"],
  ])("%s", async (_what, bytes, why) => {
    for (const command of ["diagnose", "analyze", "firewall"]) {
      const { code, stdout, stderr } = await cli.run([command, "-"], { stdin: bytes });
      expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: "", stderr: `conntrack-planner: <stdin>: ${why}\n` });
    }
    const folder = cli.folder({ "a.conf": bytes });
    expect(await cli.run(["check", "a.conf"], { cwd: folder })).toMatchObject({ code: 2 });
  });
});
