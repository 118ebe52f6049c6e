// What the editor may ask of its machine, on folders that look like a /proc.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hostPort } from "../../../src/linux/index.ts";

let proc = "";

beforeEach(() => {
  proc = mkdtempSync(join(tmpdir(), "conntrack-port-"));
});
afterEach(() => rmSync(proc, { recursive: true, force: true }));

function put(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(proc, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(proc, folder, name), text);
}

describe("the fill", () => {
  test("is count and limit", () => {
    put("sys/net/netfilter", { nf_conntrack_count: "53084\n", nf_conntrack_max: "65536\n" });
    expect(hostPort({ proc }).fill()).toEqual({ count: 53_084, max: 65_536 });
  });

  test("is found under the old name", () => {
    put("sys/net/ipv4/netfilter", { ip_conntrack_count: "1\n", ip_conntrack_max: "8192\n" });
    expect(hostPort({ proc }).fill()).toEqual({ count: 1, max: 8192 });
  });

  test("is none where nf_conntrack is not loaded, or the files hold no numbers", () => {
    expect(hostPort({ proc }).fill()).toBeUndefined();
    put("sys/net/netfilter", { nf_conntrack_count: "\n", nf_conntrack_max: "many\n" });
    expect(hostPort({ proc }).fill()).toBeUndefined();
  });
});

test("counters come with count and limit, and without them where they cannot be read", () => {
  put("sys/net/netfilter", { nf_conntrack_count: "3\n", nf_conntrack_max: "10\n" });
  expect(hostPort({ proc }).counters()).toEqual({ count: 3, max: 10, statistics: null });
  put("net/stat", { nf_conntrack: "entries  searched drop\n00000003 00000000 0000001f\n" });
  expect(hostPort({ proc }).counters()?.statistics?.total).toMatchObject({ drop: 31 });
});

test("files come in pieces, whatever their length", async () => {
  put("", { table: "x".repeat(700_000) });
  let [bytes, pieces] = [0, 0];
  for await (const piece of hostPort({ proc }).pieces(join(proc, "table"))) {
    bytes += piece.length;
    pieces++;
  }
  expect([bytes, pieces]).toEqual([700_000, 3]);
});

describe("the settings", () => {
  test("come with kernel, architecture and memory, which are looked at once", () => {
    put("sys/net/netfilter", { nf_conntrack_count: "3\n", nf_conntrack_max: "10\n", nf_conntrack_acct: "1\n" });
    put("sys/net", { nf_conntrack_max: "10\n" });
    put("sys/kernel", { osrelease: "6.12.7\n", arch: "aarch64\n" });
    put("", { meminfo: "MemTotal:        1024 kB\n" });
    const port = hostPort({ proc });
    expect(port.settings()).toMatchObject({
      kernel: "6.12.7",
      arch: "aarch64",
      memory: 2 ** 20,
      count: 3,
      max: 10,
      initialNamespace: true,
    });
    put("sys/net/netfilter", { nf_conntrack_acct: "0\n" });
    put("sys/kernel", { osrelease: "7.0\n" });
    expect(port.settings()?.values["net/netfilter/nf_conntrack_acct"]).toBe(0);
    expect(port.machine()?.kernel).toBe("6.12.7");
  });

  test("are none where nf_conntrack is not loaded", () => {
    expect(hostPort({ proc }).settings()).toMatchObject({ values: {}, count: null, initialNamespace: null });
  });
});

test("the version of Debian's kernel is not that of its compiler", () => {
  const gcc = "(gcc-12 (Debian 12.2.0-14) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40)";
  put("sys/kernel", { osrelease: "6.1.0-18-amd64\n" });
  put("", {
    version: `Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org) ${gcc} #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)\n`,
  });
  expect(hostPort({ proc }).machine()?.kernel).toBe("6.1.76");
  put("", { version: `Linux version 6.8.4-2-pve ${gcc} #1 SMP PREEMPT_DYNAMIC PMX 6.8.4-2\n` });
  put("sys/kernel", { osrelease: "6.8.4-2-pve\n" });
  expect(hostPort({ proc }).machine()?.kernel).toBe("6.8.4-2-pve");
});

test.skipIf(spawnSync("mkfifo", ["--version"]).error)("a pipe in a copy of /proc is not waited for", () => {
  put("sys/net/netfilter", { nf_conntrack_count: "3\n", nf_conntrack_max: "10\n" });
  expect(spawnSync("mkfifo", [join(proc, "meminfo")]).status).toBe(0);
  expect(hostPort({ proc }).machine()?.memory).toBeNull();
});
