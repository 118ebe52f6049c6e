// Cause: a helper (FTP, SIP and the like) could not announce a connection: conntrack's table of expectations was full.

import { byName } from "../../text/by-name.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { FindCause } from "../context.ts";
import { advice, read, set } from "./steps.ts";

const KEY = "net/netfilter/nf_conntrack_expect_max";
/** Expectations beyond which more are no answer: some 16 MiB. Our own figure. */
const MOST = 65_536;
/** Ports that helpers listen to: the tables of nf_conntrack_ftp.c, _sip.c and their kin. */
const HELPERS = byName<string>({
  "tcp 21": "ftp",
  "tcp 5060": "sip",
  "udp 5060": "sip",
  "udp 69": "tftp",
  "tcp 1720": "h323",
  "tcp 1723": "pptp",
  "tcp 6667": "irc",
  "udp 137": "netbios-ns",
  "udp 161": "snmp",
  "udp 10080": "amanda",
  "tcp 6566": "sane",
});

export const expectTableFull: FindCause = (context) => {
  const { log, table } = context.evidence;
  const found = log?.lookalikes.find(({ id }) => id === "expectations");
  if (!found) return undefined;
  const own = context.values[KEY];
  const suspects = table?.top.ports.items.filter(({ protocol, port }) => HELPERS[`${protocol} ${port}`] !== undefined) ?? [];
  const names = [...new Set(suspects.map(({ protocol, port }) => HELPERS[`${protocol} ${port}`]))].join(", ");
  return {
    id: "expect-table-full",
    title: CAUSE_TITLES["expect-table-full"].usual,
    confidence: "certain",
    weight: 0.3,
    evidence: [
      found.lines === 1
        ? say("1 line says so: {line}", { line: found.sample })
        : say("{lines} lines say so: {line}", { lines: formatCount(found.lines), line: found.sample }),
      ...(own === undefined ? [] : [say("nf_conntrack_expect_max is {max}", { max: formatCount(own) })]),
      ...(names === "" ? [] : [say("The table has connections to the ports of these helpers: {names}", { names })]),
    ],
    steps: [
      read(
        "name-helper",
        say("Which helper, and for which hosts"),
        "conntrack -L expect",
        say("Lists the current expectations, with the helper's name"),
      ),
      read(
        "name-helper",
        say("Which rule assigns it"),
        "nft list ruleset | grep 'ct helper'; iptables-save -t raw | grep -- --helper",
        say("Helpers work where a rule assigns them (the only way since 6.0)"),
      ),
      advice(
        "helper-rule",
        say(
          "Let the rule assign the helper only for the servers that need it, and remove it if none do; limit by source address any client that announces endlessly",
        ),
      ),
      ...(own !== undefined && own > 0 && own <= MOST / 2
        ? [
            set(
              context,
              "raise-expectations",
              KEY,
              own * 2,
              say("If the announcements are wanted: twice the current value; check whether the table fills again"),
            ),
          ]
        : []),
    ],
  };
};
