// The one command that prints all that a diagnosis asks of a host, on any distribution: kernels without
// CONFIG_NF_CONNTRACK_PROCFS, such as Ubuntu's, have neither file of /proc/net and need conntrack(8). It only reads.
import { COUNTERS, inShell, TABLE } from "../evidence/namespaces/words.ts";
import { say } from "../words/say.ts";
import type { ReadStep } from "./diagnosis.ts";

const FILE = "conntrack.txt";
/** The counters, with the time: two readings tell what they do a second. */
const READING = `date -u +%FT%TZ; ${COUNTERS}`;

/** Prints it. */
export const GATHER = `sudo ${inShell(
  `uname -a; sysctl net.netfilter; grep MemTotal /proc/meminfo; ${READING}; sleep 10; ${READING}; ${TABLE}; dmesg | tail -n 500`,
)}`;

/** Two readings of the counters alone. */
export const READ_TWICE = `sudo ${inShell(`${READING}; sleep 10; ${READING}`)}`;

export const GATHERING: ReadStep = {
  kind: "read",
  what: say("All of it in one file, which takes 10 s; then conntrack-planner diagnose {file}", { file: FILE }),
  command: `${GATHER} > ${FILE} 2>&1`,
  why: say("Settings, memory, the counters twice, the table and the kernel log. Reading a large table takes the kernel some time"),
};
