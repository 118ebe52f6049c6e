// Hover and completion in modprobe.d and in lists of modules, for nf_conntrack alone.

import type { HostConfiguration } from "../boot/configuration.ts";
import { inForce } from "../boot/in-force.ts";
import { modprobeCommands } from "../boot/modules/modprobe-lines.ts";
import { listedModules } from "../boot/modules/module-list.ts";
import { readCount } from "../boot/modules/modules.ts";
import { actualBuckets, maxForHashsize } from "../kernel/hash-table.ts";
import { findModuleParameter, MODULE_PARAMETERS, type ModuleParameterFact } from "../kernel/module-parameters.ts";
import { CONNTRACK_MODULE, findFormerModule } from "../kernel/modules.ts";
import { PARAMETER_WORDS, sourcesOfFormer } from "../kernel/modules.words.ts";
import { ignoredText, mergedText } from "../kernel/presence-words.ts";
import { MAX_PATH } from "../kernel/table-keys.ts";
import type { KernelTarget } from "../kernel/target.ts";
import { possibleIn } from "../kernel/timeline.ts";
import { releaseName } from "../kernel/version.ts";
import { kernelName } from "../rules/engine/words.ts";
import { dotted } from "../sysctl/key-path.ts";
import { escapeMarkdown } from "../text/markdown.ts";
import type { Span } from "../text/span.ts";
import { formatCount } from "../units/units.ts";
import { say } from "../words/say.ts";
import type { CompletionItem } from "./completion-item.ts";
import { type Description, FACTS, toMarkdown } from "./description.ts";
import type { Hover } from "./hover.ts";
import { placeOf } from "./in-force-text.ts";

/** "options": a file of modprobe.d. "list": names of modules, one a line. */
export type ModuleFileKind = "options" | "list";

/** By its path; undefined for any other file. */
export function moduleFileKind(path: string): ModuleFileKind | undefined {
  if (/(?:^|\/)modprobe\.d\/[^/]+$/.test(path)) return "options";
  return /(?:^|\/)(?:modules-load\.d\/[^/]+|etc\/modules)$/.test(path) ? "list" : undefined;
}

export interface ModuleFile {
  readonly kind: ModuleFileKind;
  readonly text: string;
  readonly target: KernelTarget;
  /** The configuration that the file is a part of, where it is known. */
  readonly host?: HostConfiguration | undefined;
}

const MODULE_MEANING = say(
  "The connection tracking module. Its sysctl keys exist only while it is loaded; modules listed in modules-load.d are loaded before sysctl settings are applied.",
);

export function moduleFileHover(file: ModuleFile, offset: number): Hover | undefined {
  const at = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  const show = ({ start, end }: Span, description: Description): Hover => ({ start, end, markdown: toMarkdown(description) });
  if (file.kind === "list") {
    const listed = listedModules({ text: file.text }).find(at);
    const description = listed && describeModule(listed.name, file.target);
    return description && show(listed, description);
  }
  const command = modprobeCommands({ text: file.text }).find((one) => at(one));
  if (!command) return undefined;
  if (at(command.moduleSpan)) {
    const description = describeModule(command.module, file.target);
    return description && show(command.moduleSpan, description);
  }
  const parameter = command.module === CONNTRACK_MODULE ? command.parameters.find(at) : undefined;
  const fact = parameter && findModuleParameter(parameter.name);
  if (!fact) return undefined;
  const value = valueSentences(fact, parameter.value, file);
  const markdown = toMarkdown(describeParameter(fact, file.target));
  return {
    start: parameter.start,
    end: parameter.end,
    markdown: value === undefined ? markdown : `${escapeMarkdown(value)}\n\n---\n\n${markdown}`,
  };
}

function describeModule(name: string, target: KernelTarget): Description | undefined {
  if (name === CONNTRACK_MODULE) return { title: name, summary: MODULE_MEANING, facts: [], remarks: [], sources: [] };
  const former = findFormerModule(name);
  if (!former) return undefined;
  const there = possibleIn(former.present, target.kernel).some((present) => present);
  const summary = there
    ? say("Still a separate module in Linux {kernel}; {now} replaces it in newer kernels.", {
        kernel: releaseName(target.kernel),
        now: former.now,
      })
    : `${mergedText({ name, present: former.present, at: target.kernel }, former.now)}.`;
  return { title: name, summary, facts: [], remarks: [], sources: sourcesOfFormer(former) };
}

function describeParameter(fact: ModuleParameterFact, target: KernelTarget): Description {
  const facts: [string, string][] = [
    [
      FACTS.accepts,
      fact.type === "switch" ? say("1 or 0, y or n, on or off") : say("a number: decimal, 0x hexadecimal, or octal with a leading 0"),
    ],
  ];
  if (!possibleIn(fact.present, target.kernel).some((present) => present))
    facts.push([FACTS.availability, ignoredText({ name: fact.name, present: fact.present, at: target.kernel }, kernelName(target))]);
  if (fact.key !== undefined) facts.push([say("At run time"), dotted(fact.key)]);
  const { meaning, sources } = PARAMETER_WORDS[fact.name];
  return { title: fact.name, summary: meaning, facts, remarks: [], sources };
}

/** What a number comes to, and whether a sysctl setting changes it later. */
function valueSentences({ name }: ModuleParameterFact, value: string | undefined, { target, host }: ModuleFile): string | undefined {
  const number = Number(readCount(value) ?? 0n);
  if (number === 0) return undefined;
  if (name === "expect_hashsize") return say("Sets nf_conntrack_expect_max to {number}.", { number: formatCount(4 * number) });
  if (name !== "hashsize") return undefined;
  const max = host && inForce(host, MAX_PATH);
  const sets = say("{buckets} buckets; sets nf_conntrack_max to {max}.", {
    buckets: formatCount(actualBuckets(target, number)),
    max: formatCount(maxForHashsize(target, number)),
  });
  if (!max || max.option !== undefined) return sets;
  const effective = say("Effective value: {value}, set in {place}.", { value: max.value, place: placeOf(max) });
  return `${sets} ${effective}`;
}

export function completeModuleFile(file: ModuleFile, offset: number): readonly CompletionItem[] {
  const before = logicalLine(file.text.slice(0, offset));
  let from = before.length;
  while (from > 0 && !/\s/.test(before.charAt(from - 1))) from--;
  const [head, word] = [before.slice(0, from), before.slice(from)];
  const item = (label: string, detail: string, kind: "key" | "value", more: Partial<CompletionItem> = {}): CompletionItem => ({
    label,
    kind,
    insert: label,
    replace: { start: offset - word.length, end: offset },
    detail,
    rank: 0,
    goesOn: false,
    ...more,
  });
  if (file.kind === "list") {
    const isListed = listedModules({ text: file.text }).some(({ name, end }) => name === CONNTRACK_MODULE && end !== offset);
    return head.trim() === "" && !isListed ? [item(CONNTRACK_MODULE, say("connection tracking, and its sysctl keys"), "key")] : [];
  }
  if (head.trim() === "") {
    const insert = `options ${CONNTRACK_MODULE} `;
    return [item(insert.trim(), say("options of connection tracking"), "key", { insert, goesOn: true })];
  }
  if (/^[ \t]*options[ \t]+$/.test(head)) {
    return [item(CONNTRACK_MODULE, say("connection tracking"), "key", { insert: `${CONNTRACK_MODULE} `, goesOn: true })];
  }
  if (!/^[ \t]*options[ \t]+nf[_-]conntrack[ \t]/.test(head)) return [];
  const equals = word.indexOf("=");
  if (equals < 0) {
    const given = new Set(head.split(/\s/).map((option) => option.split("=", 1).join("").replaceAll("-", "_")));
    return MODULE_PARAMETERS.filter(({ name, present }) => !given.has(name) && possibleIn(present, file.target.kernel).includes(true)).map(
      (fact, rank) =>
        item(fact.name, fact.type === "switch" ? "switch" : "number", "key", {
          insert: `${fact.name}=`,
          rank,
          goesOn: true,
          documentation: () => toMarkdown(describeParameter(fact, file.target)),
        }),
    );
  }
  const fact = findModuleParameter(word.slice(0, equals));
  const replace = { start: offset - word.length + equals + 1, end: offset };
  return fact ? valuesOf(fact, file).map(([value, detail], rank) => item(value, detail, "value", { replace, rank })) : [];
}

function valuesOf({ name, type }: ModuleParameterFact, { target, host }: ModuleFile): readonly (readonly [string, string])[] {
  if (type === "switch") {
    return [
      ["1", "on"],
      ["0", "off"],
    ];
  }
  if (name !== "hashsize") return [["1024", say("sets nf_conntrack_expect_max to 4,096")]];
  const set = host?.settings.find(({ path }) => path === MAX_PATH)?.value;
  const fitting = Number(set) > 0 ? actualBuckets(target, Number(set)) : undefined;
  return [
    ...(fitting === undefined
      ? []
      : [[String(fitting), say("one per entry ({buckets}, set by sysctl)", { buckets: formatCount(Number(set)) })] as const]),
    ...[65536, 262144]
      .filter((buckets) => buckets !== fitting)
      .map(
        (buckets) =>
          [String(buckets), say("sets nf_conntrack_max to {target}", { target: formatCount(maxForHashsize(target, buckets)) })] as const,
      ),
  ];
}

/** The end of a text back to where its line began; a backslash joins lines. */
function logicalLine(text: string): string {
  let start = text.length;
  do start = text.lastIndexOf("\n", start - 1);
  while (start > 0 && text[start - 1] === "\\");
  return text.slice(start + 1).replaceAll("\\\n", " ");
}
