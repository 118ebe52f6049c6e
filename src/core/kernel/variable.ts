// The kernel variable behind a path: two names may be one.
import { allKeys } from "./catalogue.ts";
import { LEGACY_KEYS } from "./legacy.ts";

const ALIASES = /* @__PURE__ */ aliases();

/** The path that the variable is kept under: of net.nf_conntrack_max, and of the old ip_conntrack names while they lasted. */
export function variableOf(path: string): string {
  return ALIASES.get(path) ?? path;
}

function aliases(): ReadonlyMap<string, string> {
  const own = new Map(allKeys().flatMap(({ path, sameAs }) => (sameAs === undefined ? [] : [[path, sameAs] as const])));
  const old = LEGACY_KEYS.flatMap(({ path, modern }) => (modern === undefined ? [] : [[path, own.get(modern) ?? modern] as const]));
  return new Map([...own, ...old]);
}
