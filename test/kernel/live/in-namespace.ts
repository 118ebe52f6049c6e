// Runs inside the throwaway network namespace: makes traffic and prints what the kernel shows of it, as JSON lines.
// Started by run.ts with the part to play; writes settings of this namespace only.
import { readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { RUNNING_HOST, readHost } from "../../../src/linux/index.ts";
import { connectAndClose, insertEntries, prepare, run, sendExactly, sendFlows } from "./traffic.ts";

const [part, outside] = process.argv.slice(2);
if (!outside || readlinkSync("/proc/self/ns/net") === outside) throw new Error("not in a network namespace of its own");

const say = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`);
const set = (name: string, value: number): void => writeFileSync(`/proc/sys/net/netfilter/nf_conntrack_${name}`, String(value));
const table = (): string => readFileSync("/proc/net/nf_conntrack", "utf8");

switch (part) {
  case "tables":
    tables();
    break;
  case "rates":
    await rates();
    break;
  case "flood":
    await flood();
    break;
  case "fill":
    await fill();
    break;
  default:
    throw new Error(`no part ${part}`);
}

/** The same entries in every form, with and without accounting and timestamps. Nothing runs, so they differ in seconds only. */
function tables(): void {
  for (const extras of [0, 1]) {
    set("acct", extras);
    set("timestamp", extras);
    if (extras === 0) prepare(1);
    else run("conntrack", ["-F"]);
    insertEntries(extras === 0 ? 7 : 3);
    say({
      extras: extras === 1,
      proc: table(),
      plain: run("conntrack", ["-L"]),
      extended: run("conntrack", ["-L", "-o", "extended,id"]),
      xml: run("conntrack", ["-L", "-o", "xml"]),
    });
  }
}

/** Short timeouts, so that a few seconds of traffic fill a whole window. */
async function rates(): Promise<void> {
  prepare(2);
  set("udp_timeout", 5);
  set("tcp_timeout_time_wait", 8);
  const [flows, connections] = await Promise.all([sendFlows(400, 12, 2), connectAndClose(120, 12)]);
  say({ table: table(), perSecond: { udp: flows / 12, tcp: connections / 12 } });
}

/** Makes so many flows, and goes on with so many a second until the pipe ends. */
async function fill(): Promise<void> {
  prepare(2);
  set("udp_timeout", 3600);
  const namespace = /\d+/.exec(readlinkSync("/proc/self/ns/net"))?.[0];
  say({ namespace, pid: process.pid });
  for await (const line of createInterface({ input: process.stdin })) {
    const { flows, perSecond } = JSON.parse(line) as { flows: number; perSecond: number };
    await sendExactly(flows);
    say({ namespace, pid: process.pid });
    if (perSecond > 0) void sendFlows(perSecond, 3600, 2);
  }
  process.exit();
}

/** Floods when told to, and says what the counters did meanwhile. */
async function flood(): Promise<void> {
  prepare(3);
  set("udp_timeout", 10);
  say({ ready: true, namespace: /\d+/.exec(readlinkSync("/proc/self/ns/net"))?.[0] });
  for await (const line of createInterface({ input: process.stdin })) {
    const { perSecond, seconds } = JSON.parse(line) as { perSecond: number; seconds: number };
    const sending = sendFlows(perSecond, seconds, 3);
    await wait(Math.min(2000, seconds * 500));
    const before = readHost(RUNNING_HOST);
    const start = performance.now();
    // The last second is left for reading the table while the flood goes on.
    await wait(Math.max(1000, seconds * 1000 - 3000));
    const after = readHost(RUNNING_HOST);
    const between = (performance.now() - start) / 1000;
    const dump = table();
    say({ sent: await sending, before, after, between, table: dump });
  }
}
