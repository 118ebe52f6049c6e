// What the real programs did, as a file that the replay reads on machines without them. The trees are made anew from code.

import { ARCHES, type KernelTarget } from "../../src/core/kernel/target.ts";
import { version } from "../../src/core/kernel/version.ts";
import { inSettings, type ListedFile, type Observation, type ObservedRun, type SeenWrite, type Setting } from "./agreement.ts";

export interface Recording {
  readonly kernel: string;
  readonly arch: string;
  readonly hz: number;
  readonly programs: Readonly<Record<string, string>>;
  readonly listing: readonly ListedFile[];
  readonly initial: Readonly<Record<string, string>>;
  /** By tree and run: the writes, refused ones marked with `!` before the path, and the values that changed. */
  readonly runs: Readonly<
    Record<
      string,
      Readonly<Record<string, readonly [writes: readonly (readonly [string, string])[], values: Readonly<Record<string, string>>]>>
    >
  >;
}

const ROOT = "/proc/sys/net/netfilter/";
/** Longer texts are kept by their beginning; the replay cuts its own the same way. */
const LONGEST = 200;

export function toRecording(observation: Observation, target: KernelTarget): string {
  if (target.hz === undefined) throw new Error("nothing recorded: HZ is unknown");
  const kernel = /^\d+(\.\d+)*/.exec(target.kernel.text)?.[0] ?? target.kernel.text;
  const head = {
    kernel,
    arch: target.arch,
    hz: target.hz,
    programs: observation.programs,
    initial: observation.initial,
    listing: observation.listing,
  };
  const runs = Object.entries(observation.runs).map(([tree, own]) => {
    const shortened = Object.fromEntries(Object.entries(own).map(([run, observed]) => [run, shorten(inSettings(observed))]));
    return `${JSON.stringify(tree)}:${JSON.stringify(shortened)}`;
  });
  return `${JSON.stringify(head).slice(0, -1)},"runs":{\n${runs.join(",\n")}\n}}\n`;
}

/** A run in the form that it is recorded in. */
export function shorten({
  writes,
  values,
}: ObservedRun): readonly [readonly (readonly [string, string])[], Readonly<Record<string, string>>] {
  const short = (path: string): string => (path.startsWith(ROOT) ? path.slice(ROOT.length) : path);
  const shortened = writes.map(
    ([path, bytes, taken]: SeenWrite) => [`${taken ? "" : "!"}${short(path)}`, bytes.slice(0, LONGEST)] as const,
  );
  return [shortened, Object.fromEntries(Object.entries(values).map(([path, value]) => [short(`/proc/sys/${path}`), value]))];
}

export function targetOf({ kernel, arch, hz }: Recording): KernelTarget {
  const known = ARCHES.find((one) => one === arch);
  if (!known) throw new Error(`unknown architecture: ${arch}`);
  return { kernel: version(kernel), arch: known, hz };
}

export function settingOf({ listing, initial }: Recording): Setting {
  return { listing, initial };
}
