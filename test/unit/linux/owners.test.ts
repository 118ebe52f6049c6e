// Who is behind addresses and services, on a copy of /proc with two namespaces, and for a real socket of this host.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RUNNING_HOST, readNamespaces, readOwners } from "../../../src/linux/index.ts";

let proc = "";

beforeEach(() => {
  proc = mkdtempSync(join(tmpdir(), "conntrack-owners-"));
});
afterEach(() => rmSync(proc, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(proc, path)), { recursive: true });
  writeFileSync(join(proc, path), text);
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(proc, path)), { recursive: true });
  symlinkSync(target, join(proc, path));
}

/** As Linux 6.18 prints it: the address twice, in the main and the local table. */
const trie = (address: string): string =>
  `Main:\n  +-- 0.0.0.0/0 3 0 5\n     |-- ${address}\n        /24 link UNICAST\nLocal:\n  +-- 0.0.0.0/0 3 0 5\n     |-- ${address}\n        /32 host LOCAL\n     |-- 10.0.0.255\n        /32 link BROADCAST\n     |-- 127.0.0.1\n        /32 host LOCAL\n`;

const HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
const socket = (local: string, state: string, inode: number): string =>
  `   0: ${local} 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000     0        0 ${inode} 1 0000000000000000 100 0 0 10 0\n`;

function host(): void {
  for (const [pid, inode, address] of [
    ["1", 100, "10.0.0.1"],
    ["self", 100, "10.0.0.1"],
    ["70", 200, "10.1.0.5"],
  ] as const) {
    link(`${pid}/ns/net`, `net:[${inode}]`);
    put(`${pid}/net/fib_trie`, trie(address));
  }
  put("1/comm", "init\n");
  // 443, listening on all addresses of IPv6; 8080 only connected.
  put(
    "1/net/tcp6",
    `${HEAD}   0: 00000000000000000000000000000000:01BB 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 5001 1\n`,
  );
  put("1/net/tcp", HEAD + socket("0100000A:1F90", "01", 5002));
  put("1/net/if_inet6", "fd000000000000000000000000000001 02 40 00 80     eth0\n00000000000000000000000000000001 01 80 10 80       lo\n");
  put("70/net/udp", HEAD + socket("00000000:0035", "07", 6001));
  put("70/comm", "coredns\n");
  link("70/fd/3", "socket:[6001]");
  put("44/comm", "nginx\n");
  link("44/ns/net", "net:[100]");
  link("44/fd/0", "/dev/null");
  link("44/fd/9", "socket:[5001]");
}

const read = (addresses: readonly string[], services: readonly (readonly [string, string, number])[]) =>
  readOwners(
    { proc },
    { addresses, services: services.map(([protocol, address, port]) => ({ protocol, address, port })) },
    readNamespaces({ proc }),
  );

describe("a copy of /proc", () => {
  test("tells whose an address is, and which process waits on a port", () => {
    host();
    const owners = read(
      ["10.0.0.1", "10.1.0.5", "192.0.2.9", "127.0.0.1", "fd00::1", "::1", "10.0.0.255"],
      [
        ["tcp", "10.0.0.1", 443],
        ["tcp", "10.0.0.1", 8080],
        ["udp", "10.1.0.5", 53],
        ["tcp", "10.1.0.5", 443],
        ["tcp", "192.0.2.9", 443],
        ["sctp", "10.0.0.1", 443],
      ],
    );
    expect(owners).toEqual({
      addresses: [
        { address: "10.0.0.1", name: "this namespace", own: true },
        { address: "fd00::1", name: "this namespace", own: true },
        { address: "10.1.0.5", name: "coredns (process 70)", own: false },
      ],
      services: [
        { protocol: "tcp", address: "10.0.0.1", port: 443, name: "this namespace", process: { pid: 44, name: "nginx" } },
        { protocol: "udp", address: "10.1.0.5", port: 53, name: "coredns (process 70)", process: { pid: 70, name: "coredns" } },
      ],
      notes: [],
    });
  });

  test("may tell nothing", () => {
    expect(read(["10.0.0.1"], [["tcp", "10.0.0.1", 443]])).toEqual({ addresses: [], services: [], notes: [] });
  });
});

const address = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === "IPv4" && !one.internal)?.address;

test.skipIf(process.platform !== "linux" || address === undefined)("a socket of this process is found on this host", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const { port } = server.address() as { readonly port: number };
  const service = { protocol: "tcp", address: address ?? "", port };
  const { services } = readOwners(RUNNING_HOST, { addresses: [service.address], services: [service] }, readNamespaces(RUNNING_HOST));
  await new Promise((resolve) => server.close(resolve));
  expect(services).toEqual([
    { ...service, name: "this namespace", process: { pid: process.pid, name: readFileSync("/proc/self/comm", "utf8").trim() } },
  ]);
});
