// Which words mean to be our keys: by their shape alone. What they are is judged elsewhere.

/** With dots or slashes, or with its path below /proc/sys. */
const KEY = /^(?:\/proc\/sys\/)?net(?:filter)?[./](?:[\w-]+[./]){0,3}(?:(?:nf|ip)_conntrack(?:_\w+)?|nf_flowtable_\w+|conntrack_\w+)$/;

/** No key comes near it. */
const LONGEST = 120;

/** Whether a word is a sysctl key of connection tracking; a variable's name with a key in it is none. */
export function isKey(text: string): boolean {
  return text.length <= LONGEST && KEY.test(text);
}

/** Where the key begins: behind /proc/sys/. */
export function keyStart(text: string): number {
  return text.startsWith("/proc/sys/") ? "/proc/sys/".length : 0;
}

/** `net.netfilter.nf_conntrack_max` as APIs of clouds spell it: netNetfilterNfConntrackMax, net_netfilter_nf_conntrack_max. */
export function keyOfCloud(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const snake = /^net_netfilter_(nf_conntrack_\w+)$/.exec(text)?.[1];
  if (snake !== undefined) return `net.netfilter.${snake}`;
  const camel = /^netNetfilter(NfConntrack\w+)$/.exec(text)?.[1];
  return camel === undefined
    ? undefined
    : `net.netfilter.${camel.replace(/[A-Z]/g, (letter, at: number) => `${at > 0 ? "_" : ""}${letter.toLowerCase()}`)}`;
}

/** A key at the end of a variable's name: system_parameters_net.nf_conntrack_max. */
export function keyInVariable(text: string): number | undefined {
  if (text.length > LONGEST) return undefined;
  const match = /^[A-Za-z]\w*_(net[./][\w./]*conntrack_\w+)$/.exec(text);
  return match ? text.length - (match[1]?.length ?? 0) : undefined;
}
