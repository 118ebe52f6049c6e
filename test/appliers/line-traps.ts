// One file for each way to write a line: what stands around it must be applied whatever the line comes to.
import type { TreeSpec } from "./tree-spec.ts";

const N = "net.netfilter.nf_conntrack_";
const KEY = `${N}udp_timeout`;
const SLASHES = "net/netfilter/nf_conntrack_udp_timeout";

/** K stands for the key, S for its spelling with slashes. */
const SETTINGS: readonly string[] = [
  ...[
    "K=45",
    "K = 45",
    "K\t=\t45\t",
    "  K =45  ",
    "\tK= 45",
    "K = 45\r",
    "K = 45\r\r",
    "K = 45\v\f",
    "\fK = 45",
    "K = 45\u00a0",
    "\u00a0K = 45",
  ],
  ...["K\u00a0= 45", "\ufeffK = 45", "\u200bK = 45", "K = 45\u200b", "K \uff1d 45", "K = \udcff45", "K = 45\udcff", "\udcffK = 45"],
  ...[
    "# c",
    "; c",
    "  # c",
    "\t; c",
    "#K = 45",
    ";K = 45",
    "#",
    ";",
    "// c",
    "! c",
    "/* K = 45 */",
    "-- c",
    "REM c",
    "# c \\",
    "; c \\\\",
    "\ufeff# a=b",
  ],
  ...["K = 45 # c", "K = 45 ; c", "K = 45#c", "K = 45;c", "K = 45;", "K # = 45", "K=#45", "K=;45", "K= #45", "K=# c", "K = # c"],
  ...[
    "K",
    "K 45",
    "K: 45",
    "K:45",
    "= 45",
    "=",
    "==",
    "=======",
    "K =",
    "K=",
    "K=\r",
    "K =  \t ",
    "K = = 45",
    "K == 45",
    "K := 45",
    "K += 45",
  ],
  ...["K = 45 = 46", "K=45=46", "K = 45 46", "K = 45\t46", "K = 45,46", "K = 4 5", "K > 45", "K 45 = 46"],
  ...[
    "-K = 45",
    "- K = 45",
    "--K = 45",
    "-\tK = 45",
    "---K = 45",
    " -K = 45",
    "-K = abc",
    "-K =",
    "-K",
    "- K",
    "--K",
    "-",
    "--",
    "-=45",
    "-K 45",
    "-K # c",
  ],
  ...[
    "S = 45",
    "/S = 45",
    "//S = 45",
    "./S = 45",
    "../sys/S = 45",
    "S/ = 45",
    "S. = 45",
    "K. = 45",
    "K/ = 45",
    ".K = 45",
    "..K = 45",
    ". = 45",
    "/ = 45",
  ],
  ...[
    "net.netfilter/nf_conntrack_udp_timeout = 45",
    "net/netfilter.nf_conntrack_udp_timeout = 45",
    "net..netfilter.nf_conntrack_udp_timeout = 45",
  ],
  ...[
    "net//netfilter/nf_conntrack_udp_timeout = 45",
    "net/./netfilter/nf_conntrack_udp_timeout = 45",
    "net/../S = 45",
    "net/netfilter/../netfilter/nf_conntrack_udp_timeout = 45",
  ],
  ...[
    "net/x/../netfilter/nf_conntrack_udp_timeout = 45",
    "net/../../sys/S = 45",
    "net.netfilter...nf_conntrack_udp_timeout = 45",
    "S/x = 45",
    "S/.. = 45",
    "S/. = 45",
  ],
  ...[
    "/proc/sys/S = 45",
    "proc/sys/S = 45",
    "proc.sys.K = 45",
    "/proc.sys.K = 45",
    ".proc.sys.K = 45",
    "/proc/sys//S = 45",
    "/proc/sys/../sys/S = 45",
    "/proc/./sys/S = 45",
  ],
  ...[
    "NET.NETFILTER.NF_CONNTRACK_UDP_TIMEOUT = 45",
    "net.netfilter. nf_conntrack_udp_timeout = 45",
    "net . netfilter . nf_conntrack_udp_timeout = 45",
    "net,netfilter,nf_conntrack_udp_timeout = 45",
  ],
  ...[
    "nf_conntrack_udp_timeout = 45",
    "net.netfilter = 45",
    "net.netfilter. = 45",
    "net = 45",
    "net.netfilter.nf_conntrack_nope = 45",
    "nope = 45",
    "$K = 45",
    '"K" = 45',
    "'K' = 45",
  ],
  ...['K = "45"', "K = '45'", "K = (45)", "K = $X", "K = $(echo 45)", "K = \\45", "K = 45\\n", "K = 4_5", "K = %45", "K = yes", "K = abc"],
  ...[
    "K = 0x2d",
    "K = 0X2D",
    "K = 010",
    "K = 08",
    "K = +5",
    "K = -1",
    "K = 0",
    "K = -0",
    "K = 45.5",
    "K = 1h",
    "K = 1e3",
    "K = 4294967296",
    "K = 30",
  ],
  ...[
    "K = 00000000000000000045",
    "K = 000000000000000000045",
    "K = 8589934",
    "K = 8589935",
    "K = 45\u000046",
    "K = 45\u0000",
    "K = \u000045",
    "K\u0000 = 45",
    "\u0000K = 45",
  ],
  ...[
    "\u0000",
    "# c\u0000K = 45",
    "K = 45\rK = 46",
    "# c\rK = 45",
    "\rK = 45",
    "K\r = 45",
    "K = \r45",
    "x",
    "\\",
    "K = 45 \\",
    "K = 45\\",
    "K = 45 \\\r",
    "K = 45 \\ ",
  ],
  ...[
    "K = 45 \\\\",
    "K \\\n= 45",
    "K = \\\n45",
    "K = 45 \\\n46",
    "K =\n  45",
    "\\\nK = 45",
    "# c \\\nK = 45",
    "K = 45\n\n\nK = 46",
    "K = 45\\\\\n\nK = 46",
  ],
  ...[
    "sysctl -w K=45",
    "export K=45",
    "include /etc/x",
    "[sysctl]",
    "[a=b]",
    "{",
    "K = 45</pre>",
    "<<<<<<< HEAD",
    "{{ K }} = 45",
    "@K@ = 45",
    "- name: K",
    'if [ "$x" = 1 ]; then',
  ],
  ...[
    "K = 45 K2 = 46",
    `${N}acct = 2`,
    `${N}acct = 1`,
    `${N}acct = -0`,
    `${N}acct = 1 2`,
    `${N}log_invalid = 256`,
    `${N}tcp_max_retrans = 7`,
    `${N}events = 3`,
    `${N}count = 1`,
  ],
];

/** P stands for the key with its last letter as a question mark. */
const PATTERNS: readonly string[] = [
  ...[
    "P = 45",
    "-P = 45",
    "P = abc",
    "P",
    "-P",
    "P =",
    "p/P",
    "K* = 45",
    `${N}ud[p]_timeout = 45`,
    `${N}ud[!x]_timeout = 45`,
    `${N}ud[^x]_timeout = 45`,
    `${N}ud[a-z]_timeout = 45`,
  ],
  ...[
    `${N}ud[]p]_timeout = 45`,
    `${N}ud[[:alpha:]]_timeout = 45`,
    `${N}ud[z-a]_timeout = 45`,
    `${N}ud[p_timeout = 45`,
    `${N}ud[\\p]_timeout = 45`,
    `${N}udp\\_timeou? = 45`,
    `${N}udp\\_timeout = 45`,
  ],
  ...[
    `${N}{udp,gre}_timeout = 45`,
    `${N}{udp,gre}_t?meout = 45`,
    `${N}{gre,udp}_timeou[t] = 45`,
    `${N}{udp}_timeou? = 45`,
    `${N}{udp,{gre,nope}}_timeou? = 45`,
    `${N}{}udp_timeou? = 45`,
    `${N}{udp,gre_timeou? = 45`,
  ],
  ...[
    "net.*.nf_conntrack_udp_timeout = 45",
    "*.*.nf_conntrack_udp_timeout = 45",
    "net.**.nf_conntrack_udp_timeout = 45",
    "net/*/nf_conntrack_udp_timeout = 45",
    "net.net*.nf_conntrack_udp_timeou? = 45",
  ],
  ...[
    "/net/netfilter/nf_conntrack_udp_timeou? = 45",
    "net//netfilter/nf_conntrack_udp_timeou? = 45",
    "net.netfilter/nf_conntrack_udp_timeou? = 45",
    "net.netfilter.nope_* = 45",
    "*nf_conntrack_udp_timeout = 45",
  ],
  ...[
    `${N}*_timeout = 45`,
    `${N}tcp_timeout_* = 45`,
    `${N}sctp_timeout_c* = 45`,
    `${N}frag6_* = 3500000`,
    `${N}cou?t = 45`,
    `${N}c* = 1`,
    "?=1",
    "* = 1",
    "[a=b]",
    "net.netfilter.NF_CONNTRACK_UDP_TIMEOU? = 45",
  ],
  ...[
    "K = 46\nP = 45",
    "P = 45\nK = 46",
    "-K\nP = 45",
    "P = 45\n-K",
    "- K\nP = 45",
    "--K\nP = 45",
    "-S\nP = 45",
    "/S = 46\nP = 45",
    "P = 45\n/S = 46",
    "net..netfilter.nf_conntrack_udp_timeout = 46\nP = 45",
  ],
  ...[
    "net//netfilter/nf_conntrack_udp_timeout = 46\nP = 45",
    "K = abc\nP = 45",
    "K =\nP = 45",
    "-K = abc\nP = 45",
    "-K # c\nP = 45",
    "-net.netfilter\nP = 45",
    "P = 45\nP = 46",
    "P = 45\nP = 45",
    "P = 46\n-P\nP = 45",
  ],
  ...[
    "net/netfilter/nf_conntrack_udp_timeou? = 45\nK = 46",
    "/net/netfilter/nf_conntrack_udp_timeou? = 45\nK = 46",
    "/net/netfilter/nf_conntrack_udp_timeou? = 45\n/S = 46",
    "P = 45\n-K\n-K",
    "-K\r\nP = 45\r",
  ],
];

export function lineTraps(): readonly TreeSpec[] {
  const forms = [...new Set([...SETTINGS, ...PATTERNS])];
  return [
    ...forms.map(between),
    ...["K = 45", "K = 45\\", "x", "=", "-K", "# c"].map(atTheEnd),
    ...["\ufeffK = 45", "\ufeff# a=b", "\ufeff# c", "\ufeff"].map(atTheStart),
    ...WHOLE.map(whole),
  ];
}

/** Files of other kinds: other line ends, other encodings. */
const WHOLE: readonly string[] = [
  "A\rK = 45\rB\r",
  "A\r\nK = 45\r\nB\r\n",
  "A\n\rK = 45\n\rB\n\r",
  "A\u0000K = 45\u0000B\u0000",
  "\udcff\udcfeK\u0000 \u0000=\u0000",
  "\n\n\n",
  "   ",
];

function written(form: string): string {
  return form
    .replaceAll("K2", `${N}gre_timeout`)
    .replace(/\bK\b|(?<=\$)K\b/g, KEY)
    .replace(/\bS\b/g, SLASHES)
    .replace(/\bP\b/g, `${N}udp_timeou?`)
    .replace(/\bA\b/g, `${N}icmp_timeout = 31`)
    .replace(/\bB\b/g, `${N}generic_timeout = 601`);
}

function tree(name: string, text: string): TreeSpec {
  const path = "/etc/sysctl.conf";
  return {
    name,
    files: { [path]: text },
    runs: [{ program: "systemd", files: [path] }, { program: "procps", files: [path] }, { program: "busybox" }],
  };
}

function between(form: string): TreeSpec {
  return tree(`line ${JSON.stringify(form)}`, `${written("A")}\n${written(form)}\n${written("B")}\n`);
}

function atTheEnd(form: string): TreeSpec {
  return tree(`last line ${JSON.stringify(form)}`, `${written("A")}\n${written(form)}`);
}

function atTheStart(form: string): TreeSpec {
  return tree(`first line ${JSON.stringify(form)}`, `${written(form)}\n${written("B")}\n`);
}

function whole(form: string): TreeSpec {
  return tree(`file ${JSON.stringify(form)}`, written(form));
}
