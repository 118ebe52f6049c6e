// Options of nf_conntrack in modprobe.d that the kernel does not know, or cannot read.
import type { HostConfiguration } from "../../boot/configuration.ts";
import { type ModprobeCommand, type ModuleParameter, misspeltCommands, modprobeCommands } from "../../boot/modules/modprobe-lines.ts";
import { modprobeFiles, readCount, readSwitch } from "../../boot/modules/modules.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import { findKey } from "../../kernel/catalogue.ts";
import { findModuleParameter, MODULE_PARAMETERS, type ModuleParameterFact } from "../../kernel/module-parameters.ts";
import { CONNTRACK_MODULE } from "../../kernel/modules.ts";
import { ignoredText } from "../../kernel/presence-words.ts";
import { possibleIn } from "../../kernel/timeline.ts";
import { version } from "../../kernel/version.ts";
import { hasPlaceholder, isPlaceholder } from "../../sysctl/placeholder.ts";
import { nearestNames } from "../../text/edit-distance.ts";
import type { Span, TextEdit } from "../../text/span.ts";
import { parseCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { writeTitle } from "../engine/edits.ts";
import { defineRule, type HostReport } from "../engine/rule.ts";
import { kernelName, quoted } from "../engine/words.ts";

/** What to write instead; undefined where nobody can tell. */
type Data = { readonly title: string; readonly edit: TextEdit } | undefined;

/** Taken by every module (kernel/module/main.c, unknown_module_param_cb). */
const GENERAL: ReadonlySet<string> = new Set(["async_probe", "dyndbg"]);

export const moduleOption = defineRule<Data>({
  id: "module-option",
  severity: "error",
  *checkHost(host) {
    // A kernel with the module built in reads none of this.
    if (host.module.builtIn) return;
    for (const file of modprobeFiles(host.tree)) {
      for (const command of modprobeCommands(file.reading)) {
        if (command.command === "options" && command.module === CONNTRACK_MODULE) yield* reports(file, command, host);
      }
      for (const { word, meant, start, end } of misspeltCommands(file.reading))
        yield {
          file,
          span: { start, end },
          kernel: "ignores",
          message: say("{word} is not a modprobe.d command, so the line is ignored; write {meant}", { word: quoted(word, 24), meant }),
          data: fixOf(start, end, meant),
        };
    }
  },
  fixHost: (data) => (data ? [{ title: data.title, safety: "suggestion", edits: [data.edit] }] : []),
});

function* reports(file: TreeFile, command: ModprobeCommand, host: HostConfiguration): Generator<HostReport<Data>> {
  const text = file.reading.problem === undefined ? file.reading.text : "";
  const written = ({ start, end }: Span): string => text.slice(start, end);
  if (hasPlaceholder(written(command))) return;
  let skipped = 0;
  for (const [index, parameter] of command.parameters.entries()) {
    if (skipped > 0) {
      skipped--;
      continue;
    }
    if (isPlaceholder(parameter.value ?? "")) continue;
    const fact = findModuleParameter(parameter.name);
    const torn = fact && tornOff(command.parameters.slice(index, index + 3).map(written));
    if (torn) {
      skipped = torn.words - 1;
      const end = command.parameters[index + skipped]?.end ?? parameter.end;
      yield {
        file,
        ...brokenBy(torn.value, fact),
        span: { start: parameter.start, end },
        data: fixOf(parameter.start, end, `${parameter.name}=${torn.value}`),
      };
      continue;
    }
    const report = fact ? misread(parameter, fact, host) : unknown(parameter, host);
    if (report) yield { file, ...report };
  }
}

/** `name = 1`, `name =1` and `name= 1` are two or three words to the kernel. */
function tornOff([first = "", second, third]: readonly string[]): { readonly words: number; readonly value: string } | undefined {
  if (first.endsWith("=") && second !== undefined && !second.includes("=") && !findModuleParameter(second))
    return { words: 2, value: second };
  if (first.includes("=") || second === undefined || !second.startsWith("=")) return undefined;
  if (second !== "=") return { words: 2, value: second.slice(1) };
  return third === undefined || third.includes("=") ? undefined : { words: 3, value: third };
}

function brokenBy(value: string, { name, type }: ModuleParameterFact): Pick<HostReport<Data>, "message" | "kernel"> {
  const values = { value: quoted(value, 16), name };
  return {
    message:
      type === "count"
        ? say('Blanks around "=": the kernel does not read {value} as the value of {name}, so the module fails to load', values)
        : say('Blanks around "=": the kernel does not read {value} as the value of {name}, and the bare name turns the switch on', values),
    kernel: type === "count" ? "refuses" : "alters",
  };
}

type Part = Omit<HostReport<Data>, "file">;

function misread(
  { name, value, valueSpan, start, end }: ModuleParameter,
  fact: ModuleParameterFact,
  host: HostConfiguration,
): Part | undefined {
  const { target } = host;
  if (!possibleIn(fact.present, target.kernel).some((present) => present)) {
    const message = ignoredText({ name: quoted(name, 60), present: fact.present, at: target.kernel }, kernelName(target));
    return { span: { start, end }, kernel: "ignores", severity: "warning", message, data: undefined };
  }
  const base = { span: { start, end }, kernel: "refuses" as const };
  if (fact.type === "switch") {
    if (readSwitch(value) !== undefined) return undefined;
    return {
      ...base,
      message: say("{value} is neither on nor off, so the module fails to load; write 1 or 0", { value: quoted(value ?? "", 16) }),
      data: undefined,
    };
  }
  if (readCount(value) !== undefined) return undefined;
  if (value === undefined || value === "")
    return { ...base, message: say('"{name}" has no value, so the module fails to load', { name }), data: undefined };
  const meant = parseCount(value);
  const good = meant !== undefined && readCount(String(meant)) !== undefined ? String(meant) : undefined;
  const message = good
    ? say("{value} is not a number, so the module fails to load; write {number}", { value: quoted(value, 16), number: good })
    : say("{value} is not a number, so the module fails to load", { value: quoted(value, 16) });
  return { ...base, message, data: good === undefined ? undefined : fixOf(valueSpan.start, valueSpan.end, good) };
}

function unknown({ name, start, end }: ModuleParameter, { target }: HostConfiguration): Part | undefined {
  if (name === "" || GENERAL.has(name)) return undefined;
  const span = { start, end: start + name.length };
  const old = target.kernel.release < version("3.11").release;
  const report = {
    span: name.length > end - start ? { start, end } : span,
    kernel: old ? ("unknown" as const) : ("ignores" as const),
    severity: "warning" as const,
  };
  if (findKey(`net/netfilter/${name}`)) {
    return {
      ...report,
      message: say("{name} is a sysctl key, not a module option; set it in sysctl.d", { name: quoted(name) }),
      data: undefined,
    };
  }
  const known = MODULE_PARAMETERS.filter(({ present }) => possibleIn(present, target.kernel).some((there) => there)).map((one) => one.name);
  const [near] = nearestNames(name, known);
  const message = near
    ? say("Unknown option {name} of nf_conntrack; write {option}", { name: quoted(name), option: near })
    : say("Unknown option {name} of nf_conntrack, which the kernel ignores", { name: quoted(name) });
  return { ...report, message, data: near ? fixOf(report.span.start, report.span.end, near) : undefined };
}

function fixOf(start: number, end: number, text: string): Data {
  return { title: writeTitle(text), edit: { start, end, text } };
}
