// What each surface says is in force once a file is applied alone: one question, asked at every door that answers it.

import { applyAlone } from "../src/core/boot/alone.ts";
import type { HostConfiguration } from "../src/core/boot/configuration.ts";
import { effective } from "../src/core/boot/effective.ts";
import { inForce } from "../src/core/boot/in-force.ts";
import { memoryPort } from "../src/core/boot/tree/memory-port.ts";
import { readTree } from "../src/core/boot/tree/tree.ts";
import type { RunningSettings } from "../src/core/evidence/host.ts";
import { allKeys } from "../src/core/kernel/catalogue.ts";
import { defaultOf } from "../src/core/kernel/default-value.ts";
import type { KernelTarget } from "../src/core/kernel/target.ts";
import { targetOf } from "../src/core/kernel/target-words.ts";
import { applyPreview } from "../src/core/language/apply-preview.ts";
import { codeLenses } from "../src/core/language/code-lens.ts";
import { documentContext } from "../src/core/language/document-context.ts";
import { hover } from "../src/core/language/hover.ts";
import { fileValues } from "../src/core/plan/page/file-values.ts";
import type { Finding } from "../src/core/rules/engine/finding.ts";
import { lint } from "../src/core/rules/engine/lint.ts";
import { lintHost } from "../src/core/rules/engine/lint-host.ts";
import { bucketsOf, maxOf } from "../src/core/rules/engine/table-figures.ts";
import type { Applier } from "../src/core/sysctl/applier.ts";
import { controlComments } from "../src/core/sysctl/control.ts";
import { parse } from "../src/core/sysctl/parse.ts";

export interface Asked {
  readonly text: string;
  readonly target: KernelTarget;
  readonly applier: Applier;
}

/** Where each program looks when it is started without a file. */
const PLACE: Readonly<Record<Applier, string>> = {
  systemd: "/etc/sysctl.d/60-conntrack.conf",
  procps: "/etc/sysctl.d/60-conntrack.conf",
  busybox: "/etc/sysctl.conf",
};

const KEYS: readonly string[] = allKeys()
  .filter(({ sameAs }) => sameAs === undefined)
  .map(({ path }) => path);

/** As `effective --root` answers for a tree that holds nothing but the file. */
export async function treeOfOne({ text, target, applier }: Asked): Promise<HostConfiguration> {
  return effective(await readTree(memoryPort({ [PLACE[applier]]: text })), { target, applier, busyboxBoot: "sysctl -p" });
}

/** What is said of a key that something sets, as text; null where nothing does, or nobody can tell. */
export type Said = Readonly<Record<string, string | null>>;

export function saidBy(configuration: HostConfiguration, keys = KEYS): Said {
  return Object.fromEntries(keys.map((path) => [path, String(inForce(configuration, path)?.number ?? "") || null]));
}

/** By surface, for the keys that it speaks of. */
export function surfaces({ text, target: base, applier }: Asked): Readonly<Record<string, Said>> {
  const document = parse(text);
  const target = targetOf(base, controlComments(document));
  const options = { target: base, applier };
  const context = documentContext(document, options);
  const alone = applyAlone(document, { target, applier });
  const { values } = fileValues(document, options);
  return {
    rules: saidBy(context.host.configuration),
    "alone, as plan --write asks": saidBy(alone),
    calculator: Object.fromEntries(Object.entries(values).map(([path, { value }]) => [path, String(value)])),
    "figures of the table": figures(context),
    hovers: hovered(document, options, alone),
    ...(applier === "procps" && { "Apply to This Host": applied(document, target) }),
  };
}

function figures(context: ReturnType<typeof documentContext>): Said {
  const [max, buckets] = [maxOf(context), bucketsOf(context)];
  return {
    ...(max?.line && { "net/netfilter/nf_conntrack_max": String(max.value) }),
    ...(buckets?.line && { "net/netfilter/nf_conntrack_buckets": String(buckets.value) }),
  };
}

/** "In force in the end: 131072": what hovers say beside lines that do not count. */
function hovered(document: ReturnType<typeof parse>, options: Omit<Asked, "text">, alone: HostConfiguration): Said {
  const said: Record<string, string | null> = {};
  for (const line of document.lines) {
    if (line.kind !== "setting" || line.placeholder || !KEYS.includes(line.key.path)) continue;
    const markdown = hover(document, line.key.start, options)?.markdown.replaceAll("\\", "") ?? "";
    const value = /In force in the end: (-?\d+), set in/.exec(markdown)?.[1];
    // What nobody can tell as a number is shown as it is written, and a garbled one as the kernel prints it.
    const { number, value: shown } = inForce(alone, line.key.path) ?? {};
    if (value !== undefined && number !== undefined) said[line.key.path] = value === shown ? String(number) : value;
  }
  return said;
}

/** On a host that has the kernel's own values: what changes, and what is so already and set. */
function applied(document: ReturnType<typeof parse>, target: KernelTarget): Said {
  const values = Object.fromEntries(KEYS.map((path) => [path, defaultOf(path, target) ?? 1]));
  const max = values["net/netfilter/nf_conntrack_max"] ?? null;
  const host: RunningSettings = {
    ...{ kernel: target.kernel.text, arch: target.arch, hz: target.hz ?? null, memory: target.memory ?? null },
    ...{ count: 0, max, buckets: values["net/netfilter/nf_conntrack_buckets"] ?? null, values, initialNamespace: true },
  };
  // A number that is too large for the sums is shown rounded.
  const changes = (applyPreview(document, host)?.changes ?? []).filter(({ after }) => Number.isSafeInteger(after));
  return Object.fromEntries(
    changes.filter(({ key }) => KEYS.includes(key) && defaultOf(key, target) !== undefined).map(({ key, after }) => [key, String(after)]),
  );
}

/** The line that the lens stands over. */
export function lensLine({ text, ...options }: Asked): number | undefined {
  const [lens] = codeLenses(parse(text), options);
  return lens && text.slice(0, lens.start).split(/\r\n|\r|\n/).length - 1;
}

/** Findings as they can be compared, without those on what loads the module: only a tree can lack that. */
export function findingsAlone({ text, ...options }: Asked): readonly unknown[] {
  return lint(parse(text), options).map(plain);
}

export function findingsInTree(configuration: HostConfiguration): readonly unknown[] {
  const found = lintHost(configuration).flatMap(({ findings }) => findings);
  return found.filter(({ rule }) => rule !== "module-not-loaded").map(plain);
}

function plain({ rule, severity, kernel, message, key, start, end, related, fixes }: Finding): unknown {
  const places = related?.map((place) => [place.start, place.end, place.message]) ?? [];
  return { rule, severity, kernel, message, key, start, end, places, fixes: fixes() };
}
