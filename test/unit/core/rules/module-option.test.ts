// Options of nf_conntrack: what the kernel's parsers of numbers and switches take (kernel/params.c, lib/kstrtox.c).
import { describe, expect, test } from "vitest";
import { effective } from "../../../../src/core/boot/effective.ts";
import { memoryPort } from "../../../../src/core/boot/tree/memory-port.ts";
import { readTree } from "../../../../src/core/boot/tree/tree.ts";
import { lintHost } from "../../../../src/core/rules/engine/lint-host.ts";
import { targetWords } from "../language/cursor.ts";

async function found(options: string, kernel = "6.18", more: Readonly<Record<string, string>> = {}) {
  const files = { "/etc/modprobe.d/c.conf": `options nf_conntrack ${options}\n`, ...more };
  const host = effective(await readTree(memoryPort(files)), { target: targetWords(`kernel=${kernel}`), applier: "systemd" });
  return lintHost(host)
    .flatMap(({ findings }) => findings)
    .filter(({ rule }) => rule === "module-option")
    .map(({ severity, kernel: outcome, message }) => `${severity} ${outcome}: ${message}`);
}

describe("silent on what the kernel takes", () => {
  test.each([
    "expect_hashsize=1024",
    "expect_hashsize=0x400",
    "expect_hashsize=0",
    'expect_hashsize="1024"',
    "acct tstamp=1",
    "acct=yes tstamp=off",
    "enable-hooks=N",
    "async_probe dyndbg=+p",
    "expect_hashsize={{ size }}",
    "expect_hashsize=$SIZE",
    "",
  ])("%s", async (options) => {
    expect(await found(options)).toEqual([]);
  });

  test("an option of the kernels that had it", async () => {
    expect(await found("nf_conntrack_helper=1", "4.19")).toEqual([]);
  });

  test("options of other modules", async () => {
    expect(await found("acct=1", "6.18", { "/etc/modprobe.d/d.conf": "options nf_conntrack_ftp ports=2121 loose=maybe\n" })).toEqual([]);
  });

  test("a module that is built in: hashsize-ignored speaks of it", async () => {
    expect(
      await found("expect_hashsize=x", "6.18", { "/lib/modules/6.18.1/modules.builtin": "kernel/net/netfilter/nf_conntrack.ko\n" }),
    ).toEqual([]);
  });
});

test.each([
  ["expect_hashsize=64k", 'error refuses: "64k" is not a number, so the module fails to load; write 65536'],
  ["expect_hashsize=many", 'error refuses: "many" is not a number, so the module fails to load'],
  ["expect_hashsize=4294967296", 'error refuses: "4294967296" is not a number, so the module fails to load'],
  ["expect_hashsize", 'error refuses: "expect_hashsize" has no value, so the module fails to load'],
  ["expect_hashsize=", 'error refuses: "expect_hashsize" has no value, so the module fails to load'],
  ["acct=2", 'error refuses: "2" is neither on nor off, so the module fails to load; write 1 or 0'],
  ["hashsise=65536", 'warning ignores: Unknown option "hashsise" of nf_conntrack; write hashsize'],
  ["speed=9", 'warning ignores: Unknown option "speed" of nf_conntrack, which the kernel ignores'],
  ["nf_conntrack_max=65536", 'warning ignores: "nf_conntrack_max" is a sysctl key, not a module option; set it in sysctl.d'],
  ["nf_conntrack_helper=1", 'warning ignores: "nf_conntrack_helper" is ignored in Linux 6.18: removed between Linux 5.19 and 6.1'],
  [
    "expect_hashsize = 1024",
    'error refuses: Blanks around "=": the kernel does not read "1024" as the value of expect_hashsize, so the module fails to load',
  ],
  [
    "expect_hashsize= 1024 acct=1",
    'error refuses: Blanks around "=": the kernel does not read "1024" as the value of expect_hashsize, so the module fails to load',
  ],
  ["acct =0", 'error alters: Blanks around "=": the kernel does not read "0" as the value of acct, and the bare name turns the switch on'],
])("%s", async (options, said) => {
  const seen = await found(options);
  expect(seen).toEqual([said]);
  expect(said.replace(/^\w+ \w+: /, "").length).toBeLessThanOrEqual(120);
});
