// Network namespaces by the processes of a copy of /proc, and of the kernel that runs here.
import { mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RUNNING_HOST, readNamespaces } from "../../../src/linux/index.ts";

let proc = "";

beforeEach(() => {
  proc = mkdtempSync(join(tmpdir(), "conntrack-namespaces-"));
});
afterEach(() => rmSync(proc, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(proc, path)), { recursive: true });
  writeFileSync(join(proc, path), text);
}

/** A process with its namespace; entries and drops are what its counters say, on two CPUs. */
function process(pid: number | "self", inode: number, entries: number, drops = 0): void {
  const hex = (value: number): string => value.toString(16).padStart(8, "0");
  put(
    `${pid}/net/stat/nf_conntrack`,
    `entries  searched drop\n${hex(entries)} 00000000 ${hex(drops)}\n${hex(entries)} 00000000 00000000\n`,
  );
  put(`${pid}/comm`, `work-${pid}\n`);
  put(`${pid}/cgroup`, "0::/system.slice/work.service\n");
  mkdirSync(join(proc, String(pid), "ns"), { recursive: true });
  symlinkSync(`net:[${inode}]`, join(proc, String(pid), "ns/net"));
}

describe("a copy of /proc", () => {
  test("has each namespace once, by its first process, and those that are only mounted", () => {
    put("sys/net/netfilter/nf_conntrack_max", "1000\n");
    put("sys/net/netfilter/nf_conntrack_count", "7\n");
    process(1, 100, 7);
    process("self", 100, 7);
    process(12, 200, 1000, 31);
    process(9, 200, 1000, 31);
    process(30, 100, 7);
    put("1/mountinfo", "43 42 0:4 net:[200] /run/netns/web rw - nsfs nsfs rw\n44 42 0:4 net:[300] /run/netns/idle rw - nsfs nsfs rw\n");
    const { max, namespaces, ...rest } = readNamespaces({ proc });
    expect([max, rest]).toEqual([1000, { unreadable: 0, leftOut: 0, hidden: false }]);
    expect(
      namespaces.map(({ inode, process: first, processes, own, count, mounts }) => [inode, first?.pid, processes, own, count, mounts]),
    ).toEqual([
      ["100", 1, 2, true, 7, []],
      ["200", 9, 2, false, 1000, ["/run/netns/web"]],
      ["300", undefined, 0, false, null, ["/run/netns/idle"]],
    ]);
    expect(namespaces[1]?.statistics?.total.drop).toBe(31);
    expect(namespaces[1]?.process?.name).toBe("work-9");
  });

  test("counts processes whose namespace cannot be read", () => {
    process(1, 100, 7);
    put("2/comm", "kept-secret\n");
    expect(readNamespaces({ proc })).toMatchObject({ unreadable: 1, namespaces: [{ inode: "100" }] });
  });

  test("may lack everything", () => {
    expect(readNamespaces({ proc })).toEqual({ max: null, namespaces: [], unreadable: 0, leftOut: 0, hidden: false });
  });
});

test.skipIf(globalThis.process.platform !== "linux")("this process is in one namespace of this host, which is its own", () => {
  const { namespaces } = readNamespaces(RUNNING_HOST);
  const own = namespaces.filter((one) => one.own);
  expect(own.map(({ inode }) => `net:[${inode}]`)).toEqual([readlinkSync("/proc/self/ns/net")]);
  expect(own[0]?.processes).toBeGreaterThan(0);
});
