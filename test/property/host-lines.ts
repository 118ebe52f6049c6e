// Lines as hosts print them: entries of tables, lines of logs, counters.
import { readFileSync } from "node:fs";

const fixture = (name: string): readonly string[] =>
  readFileSync(new URL(`../fixtures/tables/${name}`, import.meta.url), "utf8").split(/(?<=\n)/);

export const DUMPS = [...fixture("proc.txt"), ...fixture("plain-with-counters.txt"), ...fixture("extended.txt")];
export const FLOWS = fixture("xml-with-counters.xml");
const FULL = "nf_conntrack: nf_conntrack: table full, dropping packet";
export const LOG = [
  `[ 1465.133062] ${FULL}\n`,
  "[ 1471.134845] net_ratelimit: 282 callbacks suppressed\n",
  `Nov 23 07:33:00 host kernel: ${FULL}\n`,
  "Nov 23 07:33:09 host last message repeated 9 times\n",
  "neighbour: arp_cache: neighbor table overflow!\n",
  `{"MESSAGE":"${FULL}","__REALTIME_TIMESTAMP":"1795420295138061"}\n`,
  "nf_conntrack version 0.5.0 (16384 buckets, 65536 max)\n",
  "net.netfilter.nf_conntrack_max = 65536\n",
  "eth0: link up\n",
];
export const COUNTERS = [
  "entries  clashres found new invalid ignore delete chainlength insert insert_failed drop early_drop icmp_error  expect_new expect_create expect_delete search_restart\n",
  `${"0000000f ".repeat(17).trimEnd()}\n`,
  "cpu=0 found=1 invalid=2 drop=3\n",
  "insert_failed 3\n",
];
