// The one renderer of a key: hover, completion and the terminal say what is composed here.

import { KEYS_ASKED } from "../kernel/asked-keys.ts";
import { keyAt, type TargetKey } from "../kernel/at-target.ts";
import { findKey, findLegacy, findRelated, findVendor } from "../kernel/catalogue.ts";
import { computedDefault } from "../kernel/default-value.ts";
import type { Handler } from "../kernel/handler.ts";
import { largestBuckets } from "../kernel/hash-table.ts";
import type { Default, KeyFact, Scope, Unit } from "../kernel/key-fact.ts";
import { wordsOf } from "../kernel/key-words.ts";
import { sourcesOf } from "../kernel/legacy.words.ts";
import { moduleParameterOf, rightPlaceOf } from "../kernel/misplaced.ts";
import { missingText, removedText } from "../kernel/presence-words.ts";
import { RELATED_WORDS } from "../kernel/related.words.ts";
import { shortPath } from "../kernel/short-path.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { possibleAt } from "../kernel/timeline.ts";
import { VENDOR_SOURCES } from "../kernel/vendor.words.ts";
import { releaseName } from "../kernel/version.ts";
import { dotted } from "../sysctl/key-path.ts";
import { formatBytes, formatCount, formatDuration } from "../units/units.ts";
import { say } from "../words/say.ts";
import { type Description, FACTS } from "./description.ts";

/** What a path names, for the target; undefined where it is none of our business. */
export function describePath(path: string, target: KernelTarget): Description | undefined {
  const fact = findKey(path);
  if (fact) return describeKey(keyAt(fact, target), target);
  const related = findRelated(path) && RELATED_WORDS[path];
  if (related) return { title: dotted(path), summary: related.meaning, facts: [], remarks: [], sources: related.sources };
  const vendor = findVendor(path);
  if (vendor) {
    return {
      title: dotted(path),
      summary: say("Not in mainline kernels: {origin}", { origin: vendor.origin }),
      facts: [],
      remarks: [],
      sources: VENDOR_SOURCES[vendor.path] ?? [],
    };
  }
  const legacy = findLegacy(path);
  if (legacy) {
    const modern = legacy.modern === undefined ? undefined : findKey(legacy.modern);
    const there = possibleAt(legacy.present, target.kernel).includes(true);
    const status = there
      ? oldNameText(path, releaseName(target.kernel), modern)
      : `${removedText({ name: dotted(path), present: legacy.present, at: target.kernel }, modern && dotted(modern.path))}.`;
    if (!modern) return { title: dotted(path), summary: status, facts: [], remarks: [], sources: sourcesOf(legacy) };
    const description = describeKey(keyAt(modern, target), target);
    return { ...description, remarks: [status, ...description.remarks] };
  }
  const parameter = moduleParameterOf(path);
  if (parameter) {
    const how = say(
      'A parameter of the module nf_conntrack, not a sysctl key: set it in modprobe.d, as "options nf_conntrack {parameter}=…".',
      {
        parameter: parameter.parameter,
      },
    );
    const instead = parameter.sysctlInstead;
    return {
      title: parameter.parameter,
      summary: instead === undefined ? how : `${how} ${say("The sysctl key for it is {key}.", { key: dotted(instead) })}`,
      facts: [],
      remarks: [],
      sources: ["net/netfilter/nf_conntrack_core.c"],
    };
  }
  const right = rightPlaceOf(path);
  const moved = right === undefined ? undefined : findKey(right);
  if (!moved) return undefined;
  const description = describeKey(keyAt(moved, target), target);
  return {
    ...description,
    remarks: [say("No key is called {path}; the key is {key}.", { path: dotted(path), key: dotted(moved.path) }), ...description.remarks],
  };
}

function oldNameText(path: string, kernel: string, modern: KeyFact | undefined): string {
  return modern
    ? say("{path} is an old name, still available in Linux {kernel}; use {modern}.", {
        path: dotted(path),
        kernel,
        modern: dotted(modern.path),
      })
    : say("{path} is an old name, still available in Linux {kernel}; there is no replacement.", { path: dotted(path), kernel });
}

/** Everything a person should know of a key on the target. */
export function describeKey(key: TargetKey, target: KernelTarget): Description {
  const { fact } = key;
  const words = wordsOf(fact.path);
  const kernel = releaseName(target.kernel);
  const facts: [string, string][] = [];
  if (key.present !== "yes") {
    const absent = { name: shortPath(fact.path), present: fact.present, at: target.kernel };
    facts.push([FACTS.availability, missingText(absent, kernel, key.present === "no")]);
  }
  const defaults = alternatives(key.defaults.map((value) => defaultText(value, fact, target)));
  facts.push([
    FACTS.default,
    target.kernel.backporting
      ? `${defaults} (${say("of mainline {kernel}; this vendor's tree was not examined", { kernel: releaseName(target.kernel) })})`
      : defaults,
  ]);
  facts.push([
    FACTS.accepts,
    key.writable === "no" ? say("nothing: it is read-only in kernel {kernel}", { kernel }) : acceptsText(key, target),
  ]);
  const named = (words.named ?? []).map(({ value, means }) => `${value} ${means}`);
  if (named.length > 0) facts.push([FACTS.values, named.join(", ")]);
  const asked = KEYS_ASKED.find(({ names }) => names.includes(shortPath(fact.path)));
  if (asked)
    facts.push([say("Measured"), say("on {kernels} kernels, {from} to {to}", { kernels: asked.kernels, from: asked.from, to: asked.to })]);
  facts.push([say("Scope"), SCOPES[fact.scope]]);
  facts.push([say("History"), [words.history.since, words.history.removed].filter((text) => text !== undefined).join("; ")]);
  facts.push([
    say("Needs"),
    say("{module} ({option}): the file exists only while it is loaded", { module: fact.needs.module, option: fact.needs.option }),
  ]);
  if (fact.sameAs !== undefined) facts.push([say("Same as"), dotted(fact.sameAs)]);
  return { title: dotted(fact.path), summary: words.meaning, facts, remarks: words.remarks ?? [], sources: words.sources };
}

/** A value in its unit, as people say it: "5 days (432000)", "262,144 entries", "on". */
export function valueText(value: number, unit: Unit): string {
  switch (unit) {
    case "seconds": {
      const duration = formatDuration(value);
      return duration === `${value} s` ? duration : `${duration} (${value} s)`;
    }
    case "bytes":
      return `${formatBytes(value)} (${value})`;
    case "switch":
      return value === 0 ? say("0 (off)") : value === 1 ? say("1 (on)") : String(value);
    case "mode":
    case "protocol":
      return String(value);
    case "entries":
      return value === 1 ? say("1 entry") : say("{count} entries", { count: formatCount(value) });
    case "buckets":
      return value === 1 ? say("1 bucket") : say("{count} buckets", { count: formatCount(value) });
    case "expectations":
      return value === 1 ? say("1 expectation") : say("{count} expectations", { count: formatCount(value) });
    case "count":
      return formatCount(value);
  }
}

function defaultText(value: Default, fact: KeyFact, target: KernelTarget): string {
  if (value !== "computed") return valueText(value, fact.unit);
  const computed = computedDefault(fact, target);
  if (computed !== undefined)
    return `${valueText(computed, fact.unit)} (${say("with {memory} of memory", { memory: formatBytes(target.memory ?? 0) })})`;
  return say("depends on the machine's memory (add memory= to the target to see it)");
}

function acceptsText(key: TargetKey, target: KernelTarget): string {
  return alternatives([...new Set(key.handlers.map((handler) => handlerText(handler, target)))]);
}

/** What different kernels have. */
function alternatives(texts: readonly string[]): string {
  const last = texts.at(-1) ?? "";
  return texts.length < 2 ? last : say("{others}, or {last}", { others: texts.slice(0, -1).join(", "), last });
}

function handlerText(handler: Handler, target: KernelTarget): string {
  switch (handler.kind) {
    case "int":
      return say("any int, -2147483648 to 2147483647, not checked");
    case "int-range":
    case "byte":
      return say("{min} to {max}", { min: handler.min, max: handler.max });
    case "seconds":
      return target.hz === undefined
        ? say("seconds up to 2147483 at HZ 1000, 8589934 at 250, 21474836 at 100, including 0 and below")
        : say("seconds up to {most} at HZ {hz}, including 0 and below", { most: Math.floor(2147483647 / target.hz), hz: target.hz });
    case "ulong":
    case "int-order":
      if (handler.notAbove !== undefined) return say("0 up to the current {notAbove}", { notAbove: dotted(handler.notAbove) });
      if (handler.kind === "ulong" && handler.ceiling !== undefined)
        return say("the current {notBelow} up to the initial namespace's current value", { notBelow: dotted(handler.notBelow ?? "") });
      if (handler.notBelow !== undefined) return say("the current {notBelow} or more", { notBelow: dotted(handler.notBelow) });
      return say("0 or more");
    case "buckets":
      return say("1 to {target}, rounded up to whole pages", { target: formatCount(largestBuckets(target)) });
    case "one-way":
      return say("0 or 1; once 1, it stays 1 until the machine reboots");
    case "unverified":
      return say("not verified: not found in the examined source trees");
  }
}

const SCOPES: Readonly<Record<Scope, string>> = {
  namespace: say("separate value in each network namespace"),
  global: say("one value for the machine, writable only in the initial network namespace (not in a container)"),
  shared: say("one value for the machine, visible in every network namespace"),
};
