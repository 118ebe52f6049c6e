// How each figure of `size` is known, for people who ask for it: nothing that judges needs it.

import { MEASURED_ON } from "../kernel/asked-kernels.ts";
import { carriesEveryNat, defaultFeatures, extensionBlock, type Feature, slabObject } from "../kernel/entry-size.ts";
import { blockKnown, type Known, objectKnown } from "../kernel/entry-size-source.ts";
import { bucketBytes, defaultBuckets, type InsertLimit, insertLimits } from "../kernel/hash-table.ts";
import { pageBytes, pageSizes } from "../kernel/page-size.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { releaseName } from "../kernel/version.ts";
import { formatBytes, formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";
import { packings } from "./memory.ts";
import type { Size, SizeRequest } from "./size.ts";

/** One line a figure, opening with how it is known: measured, type information, inferred or assumed. */
export function sizeBasis(request: SizeRequest, size: Size): readonly string[] {
  const { target } = request;
  const features = request.features ?? defaultFeatures(target);
  const object = slabObject(target);
  const known = objectKnown(target);
  const objects = packings(object, pageBytes(target), target.cpus);
  return [
    line(known, say("slab object {bytes} bytes", { bytes: formatCount(object) })),
    line(blockKnown(target, features), blockWords(extensionBlock(target, features), features)),
    line(
      known,
      say("{objects} objects in a slab of {bytes}", {
        objects: formatCount(objects.worst.objects),
        bytes: formatBytes(objects.worst.bytes),
      }),
    ),
    bucketsLine(known.provenance === "measured", bucketBytes(target), formatBytes(pageBytes(target))),
    ...natLines(target, features),
    ...assumptions(target, size.totalBand.low < size.totalBand.high, objects),
    ...choices(request),
    ...limitLines(target, size.chain.insertLimit),
  ];
}

const LINES: Readonly<Record<Known["provenance"], (figure: string, source: string) => string>> = {
  measured: (figure, source) => say("measured: {figure} ({source})", { figure, source }),
  "type information": (figure, source) => say("type information: {figure} ({source})", { figure, source }),
  inferred: (figure, source) => say("inferred: {figure} ({source})", { figure, source }),
};

function line({ provenance, source }: Known, what: string): string {
  return LINES[provenance](what, source);
}

function blockWords(bytes: number, features: readonly Feature[]): string {
  const values = { names: [...new Set(features)].join(", "), bytes: formatCount(bytes) };
  if (bytes > 0) return say("extensions {names}, in a block of {bytes} bytes", values);
  return features.length === 0 ? say("no extensions, no block") : say("extensions {names}, no block", { names: values.names });
}

/** How many buckets a page holds shows in what a kernel makes of the number that is written. */
function bucketsLine(seen: boolean, bytes: number, page: string): string {
  const source = say("from the bucket counts that {kernels} booted kernels reported, {from} to {to}", MEASURED_ON.writes);
  return line(
    { provenance: seen ? "measured" : "inferred", source },
    say("{bytes} bytes per bucket in whole pages of {page}", { bytes, page }),
  );
}

/** What is to be said of the NAT among the features, where the figure may surprise. */
function natLines({ kernel }: KernelTarget, features: readonly Feature[]): readonly string[] {
  if (carriesEveryNat(kernel)) return [];
  if (features.includes("nat")) return [say("assumed: nat is masquerade, which needs a block; DNAT and SNAT need none")];
  const source = say("10,000 flows on each of {kernels} kernels, {from} to {to}", MEASURED_ON.costs);
  const measured = (what: string): readonly string[] => [line({ provenance: "measured", source }, what)];
  if (features.includes("snat")) return measured(say("SNAT needs no block"));
  return features.includes("dnat") ? measured(say("DNAT needs no block")) : [];
}

/** What the target leaves open and the figures had to take one way. */
function* assumptions(target: KernelTarget, cpusMatter: boolean, { worst, best }: ReturnType<typeof packings>): Generator<string> {
  if (cpusMatter)
    yield best.objects === worst.objects
      ? say("assumed: the fewest CPUs, which need the most memory; enter how many CPUs the machine can have")
      : say(
          "assumed: the fewest CPUs, which need the most memory, up to {objects} in {bytes} with many; enter how many CPUs the machine can have",
          { objects: formatCount(best.objects), bytes: formatBytes(best.bytes) },
        );
  const [page = 0, ...others] = pageSizes(target);
  if (others.length === 0) return;
  const sizes = others.map(formatBytes);
  const values = { page: formatBytes(page), others: sizes.slice(0, -1).join(", "), last: sizes.at(-1) ?? "" };
  yield others.length === 1
    ? say("assumed: pages of {page}; kernels with this name may also have {last}", values)
    : say("assumed: pages of {page}; kernels with this name may also have {others} or {last}", values);
}

/** What the request leaves to the kernel. */
function* choices({ target, buckets, features }: SizeRequest): Generator<string> {
  const kernel = releaseName(target.kernel);
  if (buckets === undefined)
    yield defaultBuckets(target) === undefined
      ? say("assumed: buckets and memory unknown: the largest default of {kernel}", { kernel })
      : say("assumed: buckets not given: the default of {kernel} for this memory", { kernel });
  if (features === undefined) yield say("assumed: features not given: the defaults of {kernel}", { kernel });
}

function* limitLines(target: KernelTarget, taken: InsertLimit | null): Generator<string> {
  const limits = insertLimits(target);
  const name = (limit: InsertLimit | null) => (limit === null ? say("none") : say("{min} to {max}", { min: limit.min, max: limit.max }));
  if (limits.length > 1)
    yield say("inferred: the patch level decides between insert limits {others} and {last}; {taken} is assumed", {
      others: limits.slice(0, -1).map(name).join(", "),
      last: name(limits.at(-1) ?? null),
      taken: name(taken),
    });
  if (target.kernel.backporting)
    yield say("assumed: no relevant backports, although a vendor kernel may have limits and defaults of later releases");
  if (taken !== null)
    yield say(
      "inferred: refused and held entries by a model of even hashing that matches the counts of {kernels} kernels, {from} to {to}",
      MEASURED_ON.smallTables,
    );
}
