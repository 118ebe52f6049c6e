// What is said of a key, an option or a module that the target does not have, with when it came or went: whole sentences, without
// a full stop, as a translation may need another order for each.
import { say } from "../words/say.ts";
import { presenceAt, type Timeline } from "./timeline.ts";
import type { KernelVersion } from "./version.ts";

interface Absent {
  /** As it is shown. */
  readonly name: string;
  readonly present: Timeline<boolean>;
  readonly at: KernelVersion;
}

/** Of a key; `kernel` is what the reader knows the target by. */
export function missingText(absent: Absent, kernel: string, sure: boolean): string {
  const { name } = absent;
  const { kind, exact, after, by } = presenceAt(absent.present, absent.at);
  const values = { name, kernel, older: after, newer: by };
  switch (kind) {
    case "unknown":
      return sure
        ? say("{name}: not found in any source tree; not available in {kernel}", values)
        : say("{name}: not found in any source tree; may be missing in {kernel}", values);
    case "added":
      if (!sure) return say("{name}: added between Linux {older} and {newer}; may be missing in {kernel}", values);
      return exact
        ? say("{name}: added in Linux {newer}; not available in {kernel}", values)
        : say("{name}: added between Linux {older} and {newer}; not available in {kernel}", values);
    case "removed":
      if (!sure) return say("{name}: removed between Linux {older} and {newer}; may be missing in {kernel}", values);
      return exact
        ? say("{name}: removed in Linux {newer}; not available in {kernel}", values)
        : say("{name}: removed between Linux {older} and {newer}; not available in {kernel}", values);
    case "ported":
      if (by === "") return say("{name}: possibly removed in a later {older} kernel; may be missing in {kernel}", values);
      return sure
        ? say("{name}: removed in Linux {newer} or earlier; not available in {kernel}", values)
        : say("{name}: removed in Linux {newer} or earlier; may be missing in {kernel}", values);
    case "open":
      return say("{name}: present in Linux {older}, missing in {newer}; may be missing in {kernel}", values);
  }
}

/** Of an old name, with the key that replaces it, if there is one. */
export function removedText(absent: Absent, modern: string | undefined): string {
  const { name, present, at } = absent;
  const { kind, exact, after, by } = presenceAt(present, at);
  const values = { name, modern: modern ?? "", older: after, newer: by };
  if (kind !== "removed")
    return modern === undefined
      ? say("{name} is an old name; there is no replacement", values)
      : say("{name} is an old name; use {modern}", values);
  if (modern === undefined)
    return exact
      ? say("{name}: removed in Linux {newer}; there is no replacement", values)
      : say("{name}: removed between Linux {older} and {newer}; there is no replacement", values);
  return exact
    ? say("{name}: removed in Linux {newer}; use {modern}", values)
    : say("{name}: removed between Linux {older} and {newer}; use {modern}", values);
}

/** Of a module that became part of another one. */
export function mergedText(absent: Absent, now: string): string {
  const { name, present, at } = absent;
  const { kind, exact, after, by } = presenceAt(present, at);
  const values = { name, now, older: after, newer: by };
  if (kind !== "removed") return say("{name} is now part of {now}", values);
  return exact
    ? say("{name} is now part of {now}: removed in Linux {newer}", values)
    : say("{name} is now part of {now}: removed between Linux {older} and {newer}", values);
}

/** Of an option of the module. */
export function ignoredText(absent: Absent, kernel: string): string {
  const { name, present, at } = absent;
  const { kind, exact, after, by } = presenceAt(present, at);
  const values = { name, kernel, older: after, newer: by };
  if (kind === "added")
    return exact
      ? say("{name} is ignored in {kernel}: added in Linux {newer}", values)
      : say("{name} is ignored in {kernel}: added between Linux {older} and {newer}", values);
  if (kind === "removed")
    return exact
      ? say("{name} is ignored in {kernel}: removed in Linux {newer}", values)
      : say("{name} is ignored in {kernel}: removed between Linux {older} and {newer}", values);
  return say("{name} is ignored in {kernel}", values);
}
