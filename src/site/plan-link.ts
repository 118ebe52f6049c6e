// A plan in the address of a page, behind the #: its JSON as base64url. Nothing of it reaches a server. Read back, it is checked
// as a plan file is.
import { DEFAULT_TARGET } from "../core/language/index.ts";
import { calculate, type PlanChoice, type PlanFile, planOfTarget, readPlan, restore, type Saved, stateFrom } from "../core/plan/index.ts";
import { say } from "../core/words/index.ts";

const PLAN = "plan";
const CHOICE = "choice";

/** Fifty classes with the longest names, which no plan has more of, are 40,000 characters at most. */
const LONGEST = 60_000;

type Part = Readonly<Record<string, unknown>>;

/** Empty for a plan that says nothing. The machine is written whole: what we assume of one may change. */
export function planLink(plan: PlanFile, choice: PlanChoice): string {
  const { version, target, ...rest } = JSON.parse(JSON.stringify(plan)) as PlanFile;
  if (Object.keys(rest).length === 0 && Object.keys((target ?? {}) as Part).length === 0) return "";
  const whole = { version, target: { ...(planOfTarget(DEFAULT_TARGET)["target"] as Part), ...(target as Part | undefined) }, ...rest };
  return `#${PLAN}=${encode(JSON.stringify(whole))}${choice === "mine" ? `&${CHOICE}=mine` : ""}`;
}

export type ReadLink = { readonly saved: Saved } | { readonly problem: string };

/** Undefined where the fragment is no plan's. */
export function readPlanLink(fragment: string): ReadLink | undefined {
  if (!fragment.startsWith(`#${PLAN}=`)) return undefined;
  if (fragment.length > LONGEST) return { problem: `${say("The link is too long to be a plan.")} ${say("Default values are shown.")}` };
  const parts = new URLSearchParams(fragment.slice(1));
  const value = decode(parts.get(PLAN) ?? "");
  if (value === undefined)
    return { problem: `${say("The link is incomplete or damaged, so its plan cannot be read.")} ${say("Default values are shown.")}` };
  const read = readPlan(value);
  if ("problems" in read) return refused(read.problems[0]?.message);
  const { target, ...rest } = value as PlanFile;
  const plan = { ...rest, target: ownTarget((target ?? {}) as Part) };
  const choice: PlanChoice = parts.get(CHOICE) === "mine" ? "mine" : "recommended";
  const saved: Saved = { version: 1, source: null, plan, preset: null, choice, traffic: null };
  const results = calculate(restore(stateFrom(DEFAULT_TARGET), saved));
  return "problems" in results ? refused(results.problems[0]?.message) : { saved };
}

function refused(why = say("It is empty.")): ReadLink {
  return { problem: `${say("The plan in the link is not valid: {why}", { why })} ${say("Default values are shown.")}` };
}

/** What a machine has that we assume anyway was not typed. */
function ownTarget(target: Part): Part {
  const assumed = planOfTarget(DEFAULT_TARGET)["target"] as Part;
  return Object.fromEntries(Object.entries(target).filter(([name, value]) => value !== assumed[name]));
}

function encode(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Undefined where it is not base64url of JSON in UTF-8. */
function decode(text: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
