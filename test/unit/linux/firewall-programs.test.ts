// The programs that print a host's firewall rules: which are run, and what becomes of what they print.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { firewallReader } from "../../../src/linux/firewall-programs.ts";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "conntrack-programs-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

test("both backends of both families are read, or the one that there is", () => {
  expect(firewallReader(true, [folder])).toBeUndefined();
  for (const name of ["nft", "iptables-save", "ip6tables-save"]) program(name, "");
  const one = (name: string): string => join(folder, name);
  expect(firewallReader(true, [folder])?.commands).toEqual([`${one("nft")} list ruleset`, one("iptables-save"), one("ip6tables-save")]);
  for (const name of ["iptables-nft-save", "iptables-legacy-save"]) program(name, "");
  expect(firewallReader(false, [folder])?.commands).toEqual([
    `sudo ${one("nft")} list ruleset`,
    `sudo ${one("iptables-nft-save")}`,
    `sudo ${one("iptables-legacy-save")}`,
    `sudo ${one("ip6tables-save")}`,
  ]);
});

test("what is printed is read, what failed is named, and nothing is left behind", () => {
  program("nft", 'echo "args: $*"');
  program("iptables-save", "echo '*filter'; exit 3");
  program("ip6tables-save", "");
  const reading = firewallReader(true, [folder])?.begin();
  const [first = "", ...rest] = reading?.command ?? [];
  const place = rest.at(-1) ?? "";
  expect(statSync(place).mode & 0o777).toBe(0o700);
  expect(spawnSync(first, rest).status).toBe(0);
  expect(reading?.printed()).toEqual({ texts: [{ name: "nft", text: "args: list ruleset\n" }], failed: ["iptables-save"] });
  reading?.remove();
  expect(existsSync(place)).toBe(false);
});

test("one that was ended before it could print counts as failed", () => {
  program("nft", "exit 0");
  const reading = firewallReader(true, [folder])?.begin();
  expect(reading?.printed()).toEqual({ texts: [], failed: ["nft"] });
  reading?.remove();
});
