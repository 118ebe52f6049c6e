// From the lines that a kernel answered with to what is kept of them. Pure.
import { HZ_CHOICES } from "../../../src/core/kernel/target.ts";
import type { Answers, Cost, Lines, Resize, Writes } from "../answers.ts";
import type { DebianArch } from "../kernels.ts";
import type { Pool } from "./pool.ts";
import type { Eviction, KernelRecord, KeyRecord, Resized } from "./record.ts";
import { kindsOfLines, masked, statistics } from "./texts.ts";

const INT_MAX = 2 ** 31 - 1;

/** Debian's names of architectures, and the product's. */
const ARCH_NAMES: Readonly<Record<DebianArch, string>> = {
  amd64: "x86_64",
  i386: "i386",
  arm64: "aarch64",
  ppc64el: "ppc64le",
  s390x: "s390x",
  riscv64: "riscv64",
};

export function toRecord(answers: Answers, pool: Pool): KernelRecord {
  const { lines } = answers;
  const start = lines.start[0];
  if (!start) throw new Error(`${answers.name}: no boot in its answers`);
  return {
    name: answers.name,
    release: start.release,
    build: start.version,
    from: answers.from,
    date: answers.date,
    arch: ARCH_NAMES[answers.arch as DebianArch],
    hz: answers.hz ?? shownHz(lines) ?? null,
    page: start.page,
    accelerator: answers.accelerator,
    bootSeconds: Math.round(start.bootMilliseconds / 100) / 10,
    runSeconds: answers.seconds,
    options: answers.options,
    initial: keysOf(lines, "initial", pool),
    child: keysOf(lines, "child", pool),
    bounds: Object.fromEntries(
      lines.bound.map(({ path, ceiling, low, high, written, result, after }) => [
        `${path} ${ceiling} ${low} ${high} ${written}`,
        result === "ok" ? String(after) : "refused",
      ]),
    ),
    defaults: Object.fromEntries(lines.memory.map(({ kib, max, buckets, expectMax }) => [kib, [max, buckets, expectMax] as const])),
    moduleOptions: Object.fromEntries(
      lines.option.map(({ option, result, buckets, max, expectMax }) => [
        option,
        result === "ok" ? `${buckets} ${max} ${expectMax}` : "refused",
      ]),
    ),
    parameter: Object.fromEntries(
      lines.parameter.map(({ written, result, buckets }) => [written, result === "ok" ? String(buckets) : "refused"]),
    ),
    slabs: slabsOf(lines),
    costs: Object.fromEntries(lines.cost.map(({ label, caches }) => [label, bytesOf(caches)])),
    hash: Object.fromEntries(lines.hash.map(({ buckets, offered, held }) => [`${buckets} ${offered}`, held])),
    limits: Object.fromEntries(lines.limit.map(({ written, refused, held }) => [written, refused ? "refused" : String(held)])),
    log: logOf(lines),
    evicted: evictedOf(lines),
    reads: readsOf(lines),
    large: Object.fromEntries(lines.large.map(({ written, result, buckets }) => [written, result === "ok" ? String(buckets) : "refused"])),
    resize: Object.fromEntries(lines.resize.map((one) => [one.entries, resizedOf(one, answers.accelerator)])),
    collected: lines.collected[0]?.counts ?? [],
    switches: lines.switch.map(({ before, written, result, after }) => `${before} ${written}: ${result === "ok" ? after : "refused"}`),
    shown: shownOf(lines),
  };
}

/** HZ as the bound of a timeout shows it: INT_MAX / HZ seconds are taken, and one more is not. */
function shownHz({ texts, writes }: Lines): number | undefined {
  const list = texts[0]?.list ?? [];
  const cases = writes.find(({ path }) => path === "net/netfilter/nf_conntrack_generic_timeout")?.cases ?? [];
  const isTaken = (seconds: number): boolean =>
    cases.some(([text, error, after]) => list[text] === String(seconds) && error === "" && after === String(seconds));
  return HZ_CHOICES.find((hz) => isTaken(Math.floor(INT_MAX / hz)) && !isTaken(Math.floor(INT_MAX / hz) + 1));
}

function keysOf({ key, writes, texts }: Lines, where: "initial" | "child", pool: Pool): Readonly<Record<string, KeyRecord>> {
  const list = texts[0]?.list ?? [];
  const byPath = new Map<string, Writes["cases"]>();
  for (const one of writes.filter((written) => written.where === where)) byPath.set(one.path, one.cases);
  return Object.fromEntries(
    key
      .filter((one) => one.where === where)
      .map(({ path, mode, value }): readonly [string, KeyRecord] => {
        const wrote = byPath.get(path);
        if (!wrote) return [path, { mode, value }];
        // A write of no bytes succeeds before any handler sees it.
        const cases = wrote.filter(([text]) => list[text] !== "");
        const got = new Map(cases.map(([text, error, after]) => [text, error === "" ? after : "refused"] as const));
        return [path, { mode, value, outcomes: pool.outcomesOf(list, got) }];
      }),
  );
}

/** Of entries and their blocks alone: packets that wait to be received take room in caches of their own. */
function bytesOf(caches: Cost["caches"]): readonly number[] {
  const ours = caches.filter(([name]) => name === "nf_conntrack" || name.startsWith("kmalloc-"));
  return ours.map(([, , bytes]) => bytes).toSorted((one, other) => one - other);
}

function slabsOf({ slab }: Lines): KernelRecord["slabs"] {
  return Object.fromEntries(
    slab.flatMap(({ present, object_size, slab_size, objs_per_slab, order }) =>
      object_size === undefined ? [] : [[present, [object_size, slab_size ?? 0, objs_per_slab ?? 0, order ?? 0] as const]],
    ),
  );
}

function logOf({ log }: Lines): KernelRecord["log"] {
  const kept: Record<string, string[]> = {};
  for (const { label, text } of log.filter((line) => line.text.includes("conntrack"))) {
    const lines = kept[label] ?? [];
    if (!lines.includes(masked(text))) kept[label] = [...lines, masked(text)];
  }
  return kept;
}

function evictedOf({ evicted, text }: Lines): KernelRecord["evicted"] {
  return Object.fromEntries(
    evicted.map(({ state, filled, assured, offered, taken, left }): readonly [string, Eviction] => {
      const counters = statistics(text.find(({ label }) => label === `statistics after ${state}`)?.text ?? "");
      return [state, { filled, assured, offered, taken, left, earlyDrop: counters["early_drop"] ?? -1, drop: counters["drop"] ?? -1 }];
    }),
  );
}

function readsOf({ evicted }: Lines): KernelRecord["reads"] {
  const short = evicted.reduce((sum, { shortReads }) => sum + shortReads, 0);
  // Filled and afterwards; a read that came short was made again.
  return [evicted.length * 2 + short, short];
}

/** An emulator's seconds are nobody's. */
function resizedOf(
  { buckets, left, growHashes, shrinkHashes, growMicroseconds, shrinkMicroseconds }: Resize,
  accelerator: string,
): Resized {
  const counted = (hashes: number): number | null => (hashes < 0 ? null : hashes);
  const seconds = { seconds: [growMicroseconds / 1e6, shrinkMicroseconds / 1e6] as const };
  return { buckets, left, grow: counted(growHashes), shrink: counted(shrinkHashes), ...(accelerator === "kvm" ? seconds : {}) };
}

/** With counters, where a text was shown both ways: they come second. */
function shownOf({ text }: Lines): KernelRecord["shown"] {
  const labels = ["proc", "stat", "plain", "extended", "xml", "counters", "statistics of a full table"];
  return Object.fromEntries(
    labels.flatMap((label) => {
      const shown = text.findLast((one) => one.label === label)?.text;
      return shown === undefined ? [] : [[label, kindsOfLines(label, shown)]];
    }),
  );
}
