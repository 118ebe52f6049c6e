// The value of a key once a tree is applied, and where it is from: a line of sysctl.d, or an option of the module.

import { CONNTRACK_MODULE } from "../kernel/modules.ts";
import { BUCKETS_PATH, MAX_PATH } from "../kernel/table-keys.ts";
import { byName } from "../text/by-name.ts";
import type { HostConfiguration } from "./configuration.ts";
import type { TreeFile } from "./tree/tree.ts";

export interface InForce {
  /** What reading the key gives. */
  readonly value: string;
  /** The same as a number; undefined where nobody knows what the kernel makes of the text. */
  readonly number: bigint | undefined;
  readonly file: TreeFile;
  /** From 0. */
  readonly line: number;
  /** "hashsize": the option that decides, where it is one. */
  readonly option?: string;
}

/** The options that a key begins with. */
const OPTIONS = byName<string>({
  [MAX_PATH]: "hashsize",
  [BUCKETS_PATH]: "hashsize",
  "net/netfilter/nf_conntrack_expect_max": "expect_hashsize",
  "net/netfilter/nf_conntrack_acct": "acct",
  "net/netfilter/nf_conntrack_timestamp": "tstamp",
  "net/netfilter/nf_conntrack_helper": `${CONNTRACK_MODULE}_helper`,
});

/** Undefined where nothing in the tree sets the key, so that the kernel's default stays. */
export function inForce({ winner: winnerOf, module, finalValue, finalNumber }: HostConfiguration, path: string): InForce | undefined {
  const winner = winnerOf(path);
  const number = finalNumber(path);
  if (winner) return { value: winner.now ?? winner.value, number, file: winner.file, line: winner.statement.line };
  const option = module.options.find(({ name }) => name === OPTIONS[path]);
  const value = option && finalValue(path);
  return option && value !== undefined ? { value, number, file: option.file, line: option.line, option: option.name } : undefined;
}
