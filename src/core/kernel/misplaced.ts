// Right names in wrong directories, and module parameters written as if they were keys.
import { findKey, findLegacy } from "./catalogue.ts";
import { looksLikeConntrack } from "./shape.ts";

const HOME = "net/netfilter/";

/**
 * Where a key belongs whose last name is known and whose directory is not its own; undefined for paths that are
 * right, that were right once (legacy names), or that name nothing we know. `ip_conntrack_` counts as `nf_conntrack_`.
 */
export function rightPlaceOf(path: string): string | undefined {
  if (findKey(path) || findLegacy(path)) return undefined;
  const name = lastName(path);
  const modern = name.startsWith("ip_conntrack_") ? `nf_${name.slice("ip_".length)}` : name;
  return findKey(HOME + modern)?.path;
}

/** Whether a path is a key of conntrack's or was meant as one: what rules have a word on, whoever reads the line. */
export function isOrMeansKey(path: string): boolean {
  return findKey(path) !== undefined || looksLikeConntrack(path) || withOwnSeparators(path) !== undefined;
}

/** Dashes that look alike, blanks that nobody sees. */
const ODD = /[\u00a0\u2007\u202f\u200b-\u200d\ufeff]/g;
const DASHES = /[-\u2010-\u2015\u2212]/g;

/**
 * The key that a path means whose separators are mixed: a dot that stays a dot behind a slash, dots or dashes for
 * underscores (`net/netfilter.nf_conntrack_max`, `net/netfilter/nf/conntrack/max`, `nf-conntrack-max`).
 */
export function withOwnSeparators(path: string): string | undefined {
  const plain = path.replace(ODD, "");
  if (plain.length > LONGEST_MIXED || !plain.startsWith("net")) return undefined;
  const slashes = plain.replaceAll(".", "/");
  if (slashes === path && !path.startsWith(HOME)) return undefined;
  const name = (slashes.startsWith(HOME) ? slashes.slice(HOME.length) : "").replace(DASHES, "_").replaceAll("/", "_");
  const found = findKey(slashes) ?? (name === "" ? undefined : findKey(HOME + name));
  return found && found.path !== path ? found.path : undefined;
}

/** No key is nearly so long. */
const LONGEST_MIXED = 100;

export interface ModuleParameter {
  readonly module: "nf_conntrack";
  /** As modprobe takes it: `options nf_conntrack hashsize=65536`. */
  readonly parameter: "hashsize" | "expect_hashsize" | "tstamp";
  /** The key that sets the same thing at run time, where there is one. */
  readonly sysctlInstead?: string;
}

const HASHSIZE: ModuleParameter = { module: "nf_conntrack", parameter: "hashsize", sysctlInstead: `${HOME}nf_conntrack_buckets` };
const EXPECT_HASHSIZE: ModuleParameter = { module: "nf_conntrack", parameter: "expect_hashsize" };
const TSTAMP: ModuleParameter = { module: "nf_conntrack", parameter: "tstamp", sysctlInstead: `${HOME}nf_conntrack_timestamp` };

const PARAMETERS: ReadonlyMap<string, ModuleParameter> = new Map([
  ["nf_conntrack_hashsize", HASHSIZE],
  ["ip_conntrack_hashsize", HASHSIZE],
  ["nf_conntrack_expect_hashsize", EXPECT_HASHSIZE],
  ["expect_hashsize", EXPECT_HASHSIZE],
  ["nf_conntrack_tstamp", TSTAMP],
]);

/** Directories that make a bare `hashsize` mean conntrack's: elsewhere it may be anybody's. */
const CONNTRACK_DIRECTORY = /^(?:net|net\/(?:ipv4\/)?netfilter|(?:.*\/)?[ni][fp]_conntrack(?:\/parameters)?)$/;

/** The parameter of nf_conntrack that a path means, as `net/netfilter/nf_conntrack_hashsize`. */
export function moduleParameterOf(path: string): ModuleParameter | undefined {
  const name = lastName(path);
  const directory = path.slice(0, Math.max(0, path.length - name.length - 1));
  if (name === "hashsize") return CONNTRACK_DIRECTORY.test(directory) ? HASHSIZE : undefined;
  const parameter = PARAMETERS.get(name);
  return parameter && (directory === "" || CONNTRACK_DIRECTORY.test(directory) || directory.startsWith("net/")) ? parameter : undefined;
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
