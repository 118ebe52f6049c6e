// The compact form: of each kernel only what differs from the one before it. Pure; JSON in, JSON out.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Stands for "not there any more". */
const GONE = "\u0000gone";

type Group = { readonly [name: string]: Json };

function isGroup(value: Json | undefined): value is Group {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What must be laid over `base` to get `full`: groups member by member, everything else whole. */
function difference(base: Group, full: Group): Group {
  const changes: Record<string, Json> = {};
  for (const name of Object.keys(base)) if (!(name in full)) changes[name] = GONE;
  for (const [name, value] of Object.entries(full)) {
    const before = base[name];
    if (isSame(before, value)) continue;
    changes[name] = isGroup(before) && isGroup(value) ? difference(before, value) : value;
  }
  return changes;
}

function laidOver(base: Group, changes: Group): Group {
  const full: Record<string, Json> = { ...base };
  for (const [name, value] of Object.entries(changes)) {
    const before = base[name];
    if (value === GONE) delete full[name];
    else full[name] = isGroup(before) && isGroup(value) ? laidOver(before, value) : value;
  }
  return full;
}

/** Groups within with their members in order: two kernels that say the same say it alike. */
function inOrder(one: Group): Group {
  return Object.fromEntries(Object.entries(one).map(([name, value]) => [name, membersInOrder(value)]));
}

function membersInOrder(value: Json): Json {
  if (!isGroup(value)) return value;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([name, member]) => [name, membersInOrder(member)]));
}

export function chain(full: readonly Group[]): readonly Group[] {
  const ordered = full.map(inOrder);
  return ordered.map((one, index) => difference(ordered[index - 1] ?? {}, one));
}

export function unchain(changes: readonly Group[]): readonly Group[] {
  const full: Group[] = [];
  for (const one of changes) full.push(laidOver(full.at(-1) ?? {}, one));
  return full;
}
