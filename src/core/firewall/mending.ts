// Which rules have to let untracked packets through as they do tracked ones, for one packet; or why no change does it.
import type { Answer, Mend, Reason } from "./class-answer.ts";
import type { Rule } from "./model.ts";
import { TCP } from "./names.ts";
import { CANNOT_WORDS } from "./reason-words.ts";
import { type Likeness, likenessIn } from "./walk/alike.ts";
import type { Met } from "./walk/branch.ts";
import { establishedPacket, type Packet } from "./walk/packet.ts";
import { type Hooks, type Way, walk } from "./walk/path.ts";

/** More rounds than rules that part on one way never come to anything. */
const MOST_MENDS = 24;

interface Walked {
  way: Way;
  mending?: Mending;
}

const walked = new WeakMap<Hooks, { readonly likeness: Likeness; readonly byLikeness: Map<string, Walked> }>();

/** More than stay in use: ports are asked for in order. */
const MOST_KEPT = 2000;
/** What it costs to find a way that was walked before, in rules. */
const PER_LOOK = 1;

/** Packets that no rule tells apart go the same way: it is walked once. */
export function wayOf(hooks: Hooks, packet: Packet): Way {
  return walkedBy(hooks, packet, (known) => {
    const { way } = known;
    known.way = way.steps === PER_LOOK ? way : { ...way, steps: PER_LOOK };
    return way;
  });
}

/** The mends of a way, found once as well. */
export function mendingOf(hooks: Hooks, packet: Packet): Mending {
  return walkedBy(hooks, packet, (known) => {
    const mending = known.mending ?? mendsFor(hooks, packet, packet.family, known.way);
    known.mending = { ...mending, steps: 0 };
    return mending;
  });
}

function walkedBy<T>(hooks: Hooks, packet: Packet, take: (known: Walked) => T): T {
  let all = walked.get(hooks);
  if (!all) {
    const tables = new Set([...hooks.chains.values()].flatMap((attached) => attached.map(({ table }) => table)));
    all = { likeness: likenessIn(tables), byLikeness: new Map() };
    walked.set(hooks, all);
  }
  const { likeness, byLikeness } = all;
  const key = likeness(packet);
  let known = byLikeness.get(key);
  if (!known) {
    if (byLikeness.size >= MOST_KEPT) byLikeness.clear();
    known = { way: walk(hooks, packet) };
    byLikeness.set(key, known);
  }
  return take(known);
}

interface Mending {
  readonly mends: readonly Mend[];
  readonly cannot?: Reason & { readonly answer: Answer };
  readonly steps: number;
}

/** Mends the first rule at which the worlds part to an end that differs, and looks again. */
function mendsFor(hooks: Hooks, packet: Packet, family: "ip" | "ip6", known: Way): Mending {
  const mended = new Map<Rule, "state" | "all">();
  const mends: Mend[] = [];
  let steps = 0;
  for (let round = 0; round < MOST_MENDS; round++) {
    const way = round === 0 ? known : walk(hooks, packet, mended);
    if (way !== known) steps += way.steps;
    const parted = way.endings.filter(
      ({ tracked, untracked }) => tracked !== untracked && (tracked === "passes" || packet.kind === "first"),
    );
    if (parted.length === 0) return { mends, steps };
    const next = parted.flatMap(({ partings }) => [...partings]).filter(({ rule, by }) => by !== "state" || mended.get(rule) === undefined);
    const parting = next[0];
    if (!parting || mended.get(parting.rule) === "all") break;
    if (parting.by === "entry") {
      return {
        mends,
        steps,
        cannot: { answer: "needs-tracking", rule: parting.rule, why: CANNOT_WORDS.entry },
      };
    }
    // A drop that only untracked packets meet is passed by an accept before it: right where all of the tracked ones pass.
    if (
      parting.taken === "untracked" &&
      packet.kind !== "error" &&
      packet.kind !== "reset" &&
      way.endings.some(({ tracked, partings }) => partings.has(parting) && tracked === "dropped")
    ) {
      return {
        mends,
        steps,
        cannot: {
          answer: "needs-tracking",
          rule: parting.rule,
          why: CANNOT_WORDS.untracked,
        },
      };
    }
    mended.set(parting.rule, parting.by === "flags" ? "all" : "state");
    mends.push({ rule: parting.rule, family, kind: packet.kind, parting, loopback: packet.loopback === true, withoutSyn: false });
  }
  const last = mends.at(-1)?.rule;
  return last ? { mends, steps, cannot: { answer: "needs-tracking", rule: last, why: CANNOT_WORDS.nothing } } : { mends, steps };
}

/** Copies of rules for untracked packets, where these count new connections; or why none would be right. */
export function countedOnce(
  mends: readonly Mend[],
  met: readonly Met[],
  protocol: number,
  family: "ip" | "ip6",
): { readonly mends: readonly Mend[]; readonly cannot?: Reason } {
  const counts = ({ steps }: Rule): boolean => steps.some((step) => step.kind === "limit" || (step.kind === "note" && step.writes));
  const copied = new Set(mends.map(({ rule }) => rule));
  const all = [
    ...mends,
    ...met.flatMap((one): readonly Mend[] => {
      if (one.kind !== "recorded" || copied.has(one.rule)) return [];
      const parting = { rule: one.rule, hook: one.hook, taken: "tracked", verdict: undefined, by: "state" } as const;
      return [{ rule: one.rule, family, kind: "first", parting, loopback: false, withoutSyn: false }];
    }),
  ].map((mend): Mend => {
    if (mend.parting.taken !== "tracked" || !counts(mend.rule)) return mend;
    if (mend.kind === "first") return { ...mend, onlySyn: true };
    return mend.kind === "later" ? { ...mend, withoutSyn: true, withoutLimits: true } : mend;
  });
  const first = protocol === TCP ? undefined : all.find(({ onlySyn }) => onlySyn);
  return first ? { mends: all, cannot: { rule: first.rule, why: CANNOT_WORDS.counts } } : { mends: all };
}

/** Rates that today count new connections alone would count every packet. */
export function limitsOf(
  hooks: Hooks,
  packet: Packet,
  family: "ip" | "ip6",
): { readonly reason: Reason; readonly mend?: Mend } | undefined {
  const established = establishedPacket(packet);
  const { met, endings } = wayOf(hooks, established);
  const limits = (side: "tracked" | "untracked"): ReadonlySet<Rule> =>
    new Set(met.flatMap((one) => (one.kind === "limit" && one.side === side ? [one.rule] : [])));
  const today = limits("tracked");
  const rule = [...limits("untracked")].find((one) => !today.has(one));
  if (!rule) return undefined;
  const reason = { rule, why: CANNOT_WORDS.counts };
  const parting = endings
    .flatMap(({ partings }) => [...partings])
    .find(({ taken, verdict }) => taken === "tracked" && verdict?.kind === "accept");
  if (packet.protocol !== TCP || !parting) return { reason };
  return { reason, mend: { rule: parting.rule, family, kind: "later", parting, loopback: false, withoutSyn: true } };
}
