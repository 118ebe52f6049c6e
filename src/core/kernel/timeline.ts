// A fact that changed over kernel versions. Source trees prove single points; between the last tree that shows
// the old state and the first that shows the new one, either may hold, and a lookup says both.
import { type KernelVersion, patchLevels, version } from "./version.ts";

/**
 * One change on the mainline: `after` is the last release seen without it, `by` the first seen with it. With a patch
 * level ("6.16.3") the rest of that release line is open: the change may have come to the branch after its release.
 */
export interface Change<T> {
  readonly after: string;
  readonly by: string;
  readonly to: T;
}

/** The same change on a stable branch: seen from `by` on; in between (or with no `by` at all, ever since) open. */
export interface Backport<T> {
  /** Release line, as "6.1". */
  readonly branch: string;
  /** Last stable patch level seen without it (-1: none was looked at). */
  readonly after: number;
  /** First stable patch level seen with it; undefined: no tree was looked at, so open from `after` on. */
  readonly by?: number;
  readonly to: T;
}

export interface Timeline<T> {
  readonly first: T;
  /** Ordered by version. */
  readonly changes?: readonly Change<T>[];
  readonly backports?: readonly Backport<T>[];
}

/** A fact that no version changed. */
export function always<T>(value: T): Timeline<T> {
  return { first: value };
}

/**
 * What may hold in a version: one value where the trees prove it, two or more where they leave it open.
 * A version without a known patch level stands for its whole branch.
 */
export function possibleAt<T>(timeline: Timeline<T>, at: KernelVersion): readonly T[] {
  let certain: T = timeline.first;
  const open: T[] = [];
  const levels = patchLevels(at);
  for (const change of timeline.changes ?? []) {
    if (isFrom(at, version(change.by))) {
      certain = change.to;
      open.length = 0;
    } else if (!isUpTo(at, version(change.after))) {
      open.push(change.to);
    }
  }
  for (const port of timeline.backports ?? []) {
    if (version(port.branch).release !== at.release) continue;
    if (port.by !== undefined && levels.least >= port.by) {
      certain = port.to;
      open.length = 0;
    } else if (levels.most > port.after) {
      open.push(port.to);
    }
  }
  return open.length === 0 ? [certain] : [...new Set([certain, ...open])];
}

/** Whether a version is surely as new as another; one without a patch level stands for its whole release line. */
function isFrom(at: KernelVersion, other: KernelVersion): boolean {
  return at.release > other.release || (at.release === other.release && patchLevels(at).least >= (other.stable ?? 0));
}

/** Whether a version is surely no newer than another. */
function isUpTo(at: KernelVersion, other: KernelVersion): boolean {
  const most = other.stable ?? Number.POSITIVE_INFINITY;
  return at.release < other.release || (at.release === other.release && patchLevels(at).most <= most);
}

/**
 * As possibleAt; a vendor tree that takes features from later kernels may have any later gain already, and a loss that
 * stable branches took too (5.14.0-318.el9 has no sctp heartbeat_acked any more).
 */
export function possibleIn<T>(timeline: Timeline<T>, kernel: KernelVersion): readonly T[] {
  const now = possibleAt(timeline, kernel);
  if (!kernel.backporting) return now;
  const carried = timeline.backports?.some(({ to }) => to === false) ?? false;
  const later = (timeline.changes ?? []).filter(({ by, to }) => version(by).release > kernel.release && (to !== false || carried));
  return [...new Set([...now, ...later.map((change) => change.to)])];
}

/** When something came or went. */
export interface Presence {
  /** `ported`: removed on the branch of the version by `by`, or open where that is empty. `open`: removed at or after the version. */
  readonly kind: "added" | "removed" | "ported" | "open" | "unknown";
  /** No release lies between the two trees that show it. */
  readonly exact: boolean;
  readonly after: string;
  readonly by: string;
}

/** As seen from a version where it is missing or may be; no firmer than the trees are. */
export function presenceAt(presence: Timeline<boolean>, at: KernelVersion): Presence {
  const changes = presence.changes ?? [];
  const coming = changes.find((change) => change.to && version(change.by).release > at.release);
  if (coming) return { kind: "added", exact: isNeighbour(coming), after: coming.after, by: coming.by };
  const went = changes.findLast((change) => !change.to && version(change.after).release < at.release);
  if (went && version(went.by).release <= at.release) return { kind: "removed", exact: isNeighbour(went), after: went.after, by: went.by };
  const ported = presence.backports?.find((port) => version(port.branch).release === at.release);
  if (ported)
    return { kind: "ported", exact: false, after: ported.branch, by: ported.by === undefined ? "" : `${ported.branch}.${ported.by}` };
  return went ? { kind: "open", exact: false, after: went.after, by: went.by } : { kind: "unknown", exact: false, after: "", by: "" };
}

/** The last release before each new major number, and the first after. */
const MAJORS = [
  ["2.6.39", "3.0"],
  ["3.19", "4.0"],
  ["4.20", "5.0"],
  ["5.19", "6.0"],
  ["6.19", "7.0"],
] as const;

/** Whether no release lies between the two trees that show a change. */
function isNeighbour({ after, by }: Change<boolean>): boolean {
  const [last, first] = [version(after).release, version(by).release];
  const next = MAJORS.find(([end]) => version(end).release === last);
  return next ? version(next[1]).release === first : first - last <= 1_000 && first > last;
}
