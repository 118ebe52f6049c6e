// Values that stand in a text: `sysctl -a` lines, /proc/sys paths with their numbers, answers to commands.
import { BUCKETS_PATH, COUNT_PATH, MAX_PATH } from "../../kernel/table-keys.ts";

/** `net.netfilter.nf_conntrack_max = 65536`, `/proc/sys/net/netfilter/nf_conntrack_count:65530`, the name alone, in quotes. */
const SETTING =
  /^["']?(?:\/proc\/sys\/)?((?:net[./](?:netfilter[./]|ipv4[./](?:netfilter[./])?)?)?(?:nf|ip)_(?:conntrack|flowtable)_[a-z0-9_]{1,60})["']?(?:\s{0,40}[=:]\s{0,40}|\s{1,40})["']?(-?\d{1,20})["']?,?(?:\s{1,40}[#;(].{0,200})?$/;
const HASH_SIZE = /^\/sys\/module\/(?:nf|ip)_conntrack\/parameters\/hashsize\s{0,9}[:=]\s{0,9}(\d{1,16})$/;
/** Any other line of `sysctl -a`. */
const FOREIGN_SETTING = /^(?:abi|crypto|debug|dev|fs|kernel|net|sunrpc|user|vm|xen)[./][\w./:@-]{1,120} {0,2}=(?: |$)/;
/** Any other line of /proc/meminfo. */
const MEMORY = /^(?!MemTotal:)[A-Z][\w()]{1,30}:\s{1,30}\d{1,15} kB$/;
const EXPORTED =
  /^node_nf_conntrack_entries(_limit)?(?:\{[^}]{0,500}\})?(?: =>)?\s{1,9}(\d{1,16}(?:\.\d{1,16})?(?:e\+?\d{1,2})?)(?:\s(?:@\[)?[\d.]{1,20}\]?)?$/;
/** `65530 /proc/net/nf_conntrack` (wc -l). */
const LINES_COUNTED = /^(\d{1,12}) \/proc\/net\/(?:nf|ip)_conntrack$/;

export type ValueLine = { readonly path: string; readonly value: number } | "other";

/** `text` has no blanks around it. Undefined where it is no setting at all; "other" for one that is not conntrack's. */
export function valueIn(text: string): ValueLine | undefined {
  const [, key, number] = SETTING.exec(text) ?? [];
  if (key !== undefined) return { path: pathOf(key), value: Number(number) };
  const buckets = HASH_SIZE.exec(text)?.[1];
  if (buckets !== undefined) return { path: BUCKETS_PATH, value: Number(buckets) };
  const exported = EXPORTED.exec(text);
  if (exported) return { path: exported[1] === undefined ? COUNT_PATH : MAX_PATH, value: Number(exported[2]) };
  const counted = LINES_COUNTED.exec(text)?.[1];
  if (counted !== undefined) return { path: COUNT_PATH, value: Number(counted) };
  return FOREIGN_SETTING.test(text) || MEMORY.test(text) ? "other" : undefined;
}

/** A key, a path or a file's name as a path below /proc/sys; undefined where it is not conntrack's. */
export function settingPath(word: string): string | undefined {
  if (/\/parameters\/hashsize$/.test(word)) return BUCKETS_PATH;
  const key = word.replace(/^\/proc\/sys\//, "");
  return /^(?:net[./][a-z0-9./]{0,20})?(?:nf|ip)_(?:conntrack|flowtable)_[a-z0-9_]{1,60}$/.test(key) ? pathOf(key) : undefined;
}

function pathOf(key: string): string {
  const path = key.replaceAll(".", "/");
  if (path.includes("/")) return path;
  return path.startsWith("ip_") ? `net/ipv4/netfilter/${path}` : `net/netfilter/${path}`;
}
