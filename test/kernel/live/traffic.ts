// Traffic that is known, in the network namespace this runs in: flows of every kind, steady arrivals, floods.
import { spawnSync } from "node:child_process";
import { createSocket, type Socket } from "node:dgram";
import { connect, createServer, type Server } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** Runs a program to its end; throws with what it said. */
export function run(program: string, args: readonly string[], input = ""): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8", input, maxBuffer: 2 ** 28 });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${stderr.trim()}`);
  return stdout;
}

/** Addresses to send from, a network in which nothing listens, and a rule that makes the kernel track. */
export function prepare(sources: number): void {
  run("ip", ["link", "set", "lo", "up"]);
  for (let host = 1; host <= sources; host++) run("ip", ["address", "add", `10.9.0.${host}/32`, "dev", "lo"]);
  run("ip", ["route", "add", "local", "10.9.0.0/16", "dev", "lo"]);
  run("nft", ["-f", "-"], "table inet t { chain out { type filter hook output priority 0; ct state new accept; }; };");
}

/** Every TCP state, every protocol, zones and marks, as entries put in by hand: none of them moves on by itself. */
export function insertEntries(each: number): void {
  const states = ["SYN_SENT", "SYN_RECV", "ESTABLISHED", "FIN_WAIT", "CLOSE_WAIT", "LAST_ACK", "TIME_WAIT", "CLOSE"];
  const insert = (port: number, ...args: readonly string[]): void => {
    run("conntrack", ["-I", "-s", "10.1.0.1", "-d", "10.2.0.1", "-t", String(1000 + port), ...args]);
  };
  const ports = (port: number): readonly string[] => ["--sport", String(1000 + port), "--dport", String(80 + (port % 3))];
  for (let n = 0; n < each; n++) {
    for (const [index, state] of states.entries()) {
      const flags = state === "SYN_SENT" ? [] : ["-u", state === "SYN_RECV" ? "SEEN_REPLY" : "SEEN_REPLY,ASSURED"];
      insert(n * 10 + index, "-p", "tcp", "--state", state, ...flags, ...ports(n * 10 + index));
    }
    insert(n, "-p", "udp", ...ports(n));
    insert(n + 500, "-p", "udp", "-u", "SEEN_REPLY,ASSURED", "-m", String(n % 3), ...ports(n + 500));
    insert(n + 600, "-p", "udp", "-w", String(1 + (n % 2)), ...ports(n + 600));
    insert(n, "-p", "icmp", "--icmp-type", "8", "--icmp-code", "0", "--icmp-id", String(n + 1), "-u", "SEEN_REPLY");
    insert(n, "-p", "sctp", "--state", "ESTABLISHED", "--orig-vtag", "1", "--reply-vtag", "2", ...ports(n));
    insert(n, "-p", "gre", "--srckey", String(n + 1), "--dstkey", "6");
    insert(n, "-p", "89", "-w", String(10 + n));
    run("conntrack", [
      "-I",
      "-s",
      "fd01::1",
      "-d",
      "fd02::2",
      "-t",
      "500",
      "-p",
      "tcp",
      "--state",
      "ESTABLISHED",
      "-u",
      "SEEN_REPLY,ASSURED",
      ...ports(n),
    ]);
    run("conntrack", ["-I", "-s", "fd01::1", "-d", "fd02::2", "-t", "500", "-p", "udplite", ...ports(n)]);
  }
}

/** UDP flows of one packet, each from a port of its own, so many a second, in slices of 10 ms. Returns how many were sent. */
export async function sendFlows(perSecond: number, seconds: number, sources: number): Promise<number> {
  const sockets = await Promise.all(Array.from({ length: sources }, (_, index) => openSocket(`10.9.0.${index + 1}`)));
  const start = performance.now();
  let sent = 0;
  try {
    while (performance.now() - start < seconds * 1000) {
      const due = Math.floor(((performance.now() - start) / 1000) * perSecond);
      // A flow is a destination of its own: its address and port count up.
      for (; sent < due; sent++) sockets[sent % sources]?.send("x", 1024 + (sent % 60_000), `10.9.${1 + Math.floor(sent / 60_000)}.9`);
      await wait(10);
    }
  } finally {
    for (const socket of sockets) socket.close();
  }
  return sent;
}

/** So many UDP flows of one packet, as fast as they go, and not one more. */
export async function sendExactly(flows: number): Promise<void> {
  const socket = await openSocket("10.9.0.1");
  for (let sent = 0; sent < flows; sent++) await new Promise<void>((resolve) => socket.send("x", 1024 + sent, "10.9.9.9", () => resolve()));
  socket.close();
}

function openSocket(address: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket("udp4");
    // A full table refuses packets: the sender is told, and goes on.
    socket.on("error", () => {});
    socket.once("error", reject);
    socket.bind(0, address, () => resolve(socket));
  });
}

/** TCP connections over loopback, opened and closed at once, so many a second. Returns how many were made. */
export async function connectAndClose(perSecond: number, seconds: number): Promise<number> {
  const server = await listen();
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const start = performance.now();
  let made = 0;
  const open: Promise<void>[] = [];
  while (performance.now() - start < seconds * 1000) {
    const due = Math.floor(((performance.now() - start) / 1000) * perSecond);
    for (; made < due; made++) open.push(oneConnection(port));
    await wait(10);
  }
  await Promise.all(open);
  server.close();
  return made;
}

function listen(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer({ allowHalfOpen: false }, (socket) => socket.resume());
    server.listen(0, "127.0.0.1", 4096, () => resolve(server));
  });
}

function oneConnection(port: number): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.end());
    socket.resume();
    socket.on("error", () => {});
    socket.on("close", () => resolve());
  });
}
