// How the sizes of an entry are known: for people who ask for it, so that nothing that judges loads it.

import { say } from "../words/say.ts";
import { SLABS_SEEN } from "./asked-kernels.ts";
import { type Extension, extensionsOf, type Feature, isRealtime, structSeen } from "./entry-size.ts";
import type { KernelTarget } from "./target.ts";
import { releaseName, version } from "./version.ts";

/** How a figure is known. Type information: BTF, disassembly or a build of that release. */
export interface Known {
  readonly provenance: "measured" | "type information" | "inferred";
  /** Where the figure is from, as the end of a sentence. */
  readonly source: string;
}

/** The live kernel that every extension was tried on. */
const LIVE = "6.18.44 x86_64";

/** The kernels of this line that were looked at, as the end of a sentence; undefined where none was. */
function measuredOn({ arch, kernel }: KernelTarget, figure: "object" | "extensions"): string | undefined {
  const realtime = isRealtime(kernel);
  if (arch === "x86_64" && kernel.release === version("6.18").release && !realtime) return LIVE;
  const levels = SLABS_SEEN.filter(([level, on, rt, extensions]) => {
    const isAsked = figure === "object" || extensions;
    return isAsked && on === arch && rt === realtime && version(level).release === kernel.release;
  }).map(([level]) => level);
  const [first, last] = [levels[0], levels.at(-1)];
  if (first === undefined) return undefined;
  const values = { count: levels.length, first, last: last ?? "", arch };
  return levels.length === 1 ? say("{first} {arch}, booted", values) : say("{count} booted kernels, {first} to {last} {arch}", values);
}

/** Of slabObject(). */
export function objectKnown(target: KernelTarget): Known {
  const measured = measuredOn(target, "object");
  if (measured !== undefined) return { provenance: "measured", source: measured };
  const realtime = isRealtime(target.kernel);
  const seen = realtime ? undefined : structSeen(target);
  if (seen) return { provenance: "type information", source: seen.how };
  if (realtime && target.arch === "x86_64" && target.kernel.release === version("6.1").release)
    return { provenance: "type information", source: "BTF of 6.1.176 rt-amd64" };
  return {
    provenance: "inferred",
    source: say("no {kernel} {arch} was examined", { kernel: releaseName(target.kernel), arch: target.arch }),
  };
}

/** Of extensionBlock(). */
export function blockKnown(target: KernelTarget, features: readonly Feature[]): Known {
  const measured = measuredOn(target, "extensions");
  if (measured !== undefined && (isFlooded(extensionsOf(target, features)) || measured === LIVE))
    return { provenance: "measured", source: measured };
  const seen = structSeen(target);
  return seen?.how.startsWith("BTF") && target.kernel.release >= version("6.1").release
    ? { provenance: "type information", source: seen.how }
    : { provenance: "inferred", source: say("extension sizes of 6.1 and later") };
}

/** Extensions that booted kernels were flooded with, alone and together; seqadj and synproxy were not on all of them. */
function isFlooded(extensions: readonly Extension[]): boolean {
  return extensions.every((name) => name !== "seqadj" && name !== "synproxy");
}
