// One rule of iptables, from words to steps. What is not understood becomes a step that says so.
import type { Step } from "../model.ts";
import type { MatchContext } from "./matches.ts";
import { BARE_MODULES, CT_MODULES, PLAIN_MODULES, RATE_MODULES } from "./modules.ts";
import { OPTIONS } from "./options.ts";
import { TARGETS } from "./targets.ts";
import type { Word } from "./words.ts";

/** `words` are those behind the chain's name, of `line`. Never throws. */
export function iptablesSteps(words: readonly Word[], line: string, version6: boolean): readonly Step[] {
  const steps: Step[] = [];
  const context: MatchContext = { version6, protocol: undefined, module: "" };
  let at = 0;
  while (at < words.length) {
    const start = at;
    let negated = false;
    if (words[at]?.text === "!") {
      negated = true;
      at++;
    }
    const name = words[at]?.text ?? "";
    at++;
    if (name === "-m" || name === "--match") {
      context.module = words[at]?.text ?? "";
      at++;
      if (RATE_MODULES.has(context.module)) steps.push({ kind: "limit", writes: false, text: textOf(words, start, at, line) });
      else if (BARE_MODULES.has(context.module)) steps.push(unlisted(context, textOf(words, start, at, line)));
      else if (
        context.module === "connlimit" ||
        context.module === "limit" ||
        context.module in CT_MODULES ||
        PLAIN_MODULES.has(context.module)
      )
        continue;
      else steps.push({ kind: "unknown", text: textOf(words, start, at, line) });
      continue;
    }
    if (name === "-j" || name === "--jump" || name === "-g" || name === "--goto") {
      steps.push(...targetSteps(words, start, at, line, name.startsWith("-g") || name === "--goto"));
      break;
    }
    if (name === "-c" || name === "--set-counters") {
      at += 2;
      continue;
    }
    const option = OPTIONS[name];
    if (!option) {
      while (at < words.length && !/^(!|--?[a-z].*)$/i.test(words[at]?.text ?? "")) at++;
      steps.push(unlisted(context, textOf(words, start, at, line)));
      continue;
    }
    // The old way of writing: `-i ! eth0`.
    if (option.words > 0 && words[at]?.text === "!") {
      negated = !negated;
      at++;
    }
    const values = words.slice(at, at + option.words).map(({ text }) => text);
    at += option.words;
    steps.push(...[option.read({ name, values, negated, text: textOf(words, start, at, line) }, context)].flat());
  }
  return words.some(({ text }) => text === "--ctstate") ? steps.map(besideState) : steps;
}

/** conntrack_mt() of net/netfilter/xt_conntrack.c: without an entry it answers once it has asked for the state. */
function besideState(step: Step): Step {
  if (step.kind === "ct" && step.use === "match" && step.text.includes("--ct")) return { ...step, use: "match beside state" };
  if (step.kind === "lookup" && step.fields[0]?.name === "ct status") return { kind: "ct", use: "match beside state", text: step.text };
  return step;
}

function unlisted({ module }: MatchContext, text: string): Step {
  const use = CT_MODULES[module];
  if (use) return { kind: "ct", use: use === "state" ? "match" : use, text };
  if (PLAIN_MODULES.has(module) || RATE_MODULES.has(module))
    return { kind: "lookup", fields: [{ name: "other" }], negated: false, elements: [{ values: [{ text }] }], text };
  return { kind: "unknown", text };
}

function targetSteps(words: readonly Word[], start: number, from: number, line: string, isGoto: boolean): readonly Step[] {
  const target = words[from]?.text ?? "";
  const options = new Map<string, string[]>();
  let values: string[] | undefined;
  for (const { text } of words.slice(from + 1)) {
    if (text.startsWith("--")) {
      values = [];
      options.set(text, values);
    } else if (values) values.push(text);
    else {
      values = [text];
      options.set("", values);
    }
  }
  const text = textOf(words, start, words.length, line);
  const read = TARGETS[target];
  if (read && !isGoto) return read(options, text);
  return [{ kind: "verdict", verdict: { kind: isGoto ? "goto" : "jump", chain: target }, text }];
}

function textOf(words: readonly Word[], from: number, to: number, line: string): string {
  const [first, last] = [words[from], words[Math.min(to, words.length) - 1]];
  return first && last ? line.slice(first.start, last.stop) : "";
}
