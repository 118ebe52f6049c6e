// One file and the limit that it leaves in force: forms about which whoever looks at lines alone is mistaken.
import type { TreeSpec } from "./tree-spec.ts";

export const MAX = "net/netfilter/nf_conntrack_max";
/** In force before each: what a kernel chooses on 8 GiB and more. */
export const BEFORE = 262_144;

const KEY = "net.netfilter.nf_conntrack_max";
const OTHER_NAME = "net.nf_conntrack_max";
const PATTERN = "net.netfilter.nf_conntrack_ma?";

/** By name; each is given to every program. */
export const ONE_FILE: Readonly<Record<string, string>> = {
  "the last value is refused": `${KEY} = 524288\n${KEY} = 64k\n`,
  "an exclusion behind it": `${KEY} = 524288\n-${KEY}\n`,
  "an exclusion before it": `-${KEY}\n${KEY} = 524288\n`,
  "another key's value is refused before it": `net.netfilter.nf_conntrack_acct = yes\n${KEY} = 524288\n`,
  "a pattern": `${PATTERN} = 524288\n`,
  "a pattern behind the key itself": `${KEY} = 524288\n${PATTERN} = 131072\n`,
  "a pattern before the key itself": `${PATTERN} = 131072\n${KEY} = 524288\n`,
  "two patterns": `${PATTERN} = 131072\nnet.netfilter.nf_conntrack_[m]ax = 524288\n`,
  "an exclusion keeps a pattern away": `-${KEY}\n${PATTERN} = 524288\n`,
  "a lone carriage return between two lines": `${KEY} = 262144\r${KEY} = 524288\n`,
  "a backslash at the end of a comment": `# ${KEY} \\\n${KEY} = 524288\n`,
  "a backslash at the end of a value": `${KEY} = 5242\\\n88\n`,
  "vertical tabs around the equals sign": `${KEY}\v=\v524288\n`,
  "two names, and the first value once more": `${KEY} = 524288\n${OTHER_NAME} = 131072\n${KEY} = 524288\n`,
  "two names": `${KEY} = 131072\n${OTHER_NAME} = 524288\n`,
  "a leading dash": `-${KEY} = 524288\n`,
  "a blank behind the dash": `- ${KEY} = 524288\n`,
  "a comment behind the value": `${KEY} = 524288 # for the gateway\n`,
  "a NUL in the line": `${KEY} = 131072\0${KEY} = 524288\n`,
  "a dot between slashes": `net/netfilter.nf_conntrack_max = 524288\n`,
};

/** The same about a key that a namespace of its own has; what is about the second name of the limit is left out. */
export function oneFileTrees(): readonly TreeSpec[] {
  const path = "/etc/sysctl.conf";
  return Object.entries(ONE_FILE)
    .filter(([, text]) => !text.includes(OTHER_NAME))
    .map(([name, text]) => ({
      name: `one file, ${name}`,
      files: { [path]: ofTimeout(text) },
      runs: [{ program: "systemd", files: [path] }, { program: "procps", files: [path] }, { program: "busybox" }],
    }));
}

function ofTimeout(text: string): string {
  return text
    .replaceAll("nf_conntrack_max", "nf_conntrack_udp_timeout")
    .replaceAll("nf_conntrack_ma?", "nf_conntrack_udp_timeou?")
    .replaceAll("nf_conntrack_[m]ax", "nf_conntrack_[u]dp_timeout")
    .replaceAll("524288", "52")
    .replaceAll("5242\\\n88", "5\\\n2")
    .replaceAll("131072", "13")
    .replaceAll("262144", "26");
}
