// What the page and its host say to each other, and how each end checks what it hears. Knows neither of them.
import { BUCKETS_PATH, MAX_PATH } from "../../kernel/table-keys.ts";
import { DEFAULT_TARGET, type KernelTarget, TARGET_PARTS } from "../../kernel/target.ts";
import { readTargetPart } from "../../kernel/target-words.ts";
import { TIMEOUT_KEYS } from "../../sizing/workload.ts";
import { APPLIERS } from "../../sysctl/applier.ts";
import { timeoutPath } from "../keys.ts";
import type { Setting } from "../model/settings.ts";
import { type FileValues, SOURCE_PATHS, type ValueInForce } from "./source.ts";

/** The file as it is now, and the target of its settings. */
export interface SourceMessage {
  readonly type: "source";
  /** Address and name of the file; null for a page without one. */
  readonly uri: string | null;
  readonly name: string | null;
  /** As the settings say it. */
  readonly target: KernelTarget;
  /** Null where there is no file, or it cannot be read. */
  readonly file: FileValues | null;
  /** Whether the machine that the editor runs on can be asked for its values and its traffic. */
  readonly canMeasure: boolean;
  /** Whether the host writes files; elsewhere what would be written is downloaded. */
  readonly writesFiles: boolean;
}

/** A plan that was opened, or traffic that was measured. */
export interface PlanMessage {
  readonly type: "plan";
  readonly name: string;
  /** Whether it goes over what is typed already; otherwise it takes its place. */
  readonly over: boolean;
  /** What its JSON holds; plan-file.ts checks it. */
  readonly plan: unknown;
}

/** How an action went, in a sentence. */
interface NoticeMessage {
  readonly type: "notice";
  readonly text: string;
  readonly failed: boolean;
}

export type HostMessage = SourceMessage | PlanMessage | NoticeMessage;

export type PageMessage =
  /** The page listens, and wants the source. */
  | { readonly type: "ready" }
  | { readonly type: "show-file" }
  /** Plans for another file. */
  | { readonly type: "choose-file" }
  /** The target becomes the machine that the editor runs on. */
  | { readonly type: "use-host" }
  /** Wants the traffic of a table. */
  | { readonly type: "fill"; readonly from: TrafficSource }
  | { readonly type: "write"; readonly settings: readonly Setting[]; readonly to: "source" | "other" }
  /** Wants to see the file before and after. */
  | { readonly type: "compare"; readonly settings: readonly Setting[] }
  /** `what` is named in the answer: "Copied the sysctl.conf lines". */
  | { readonly type: "copy"; readonly what: string; readonly text: string }
  | { readonly type: "open-plan" }
  | { readonly type: "save-plan"; readonly text: string }
  | { readonly type: "save-report"; readonly text: string }
  | { readonly type: "save-image"; readonly png: Uint8Array };

const TRAFFIC_SOURCES = ["host", "dump", "clipboard"] as const;
export type TrafficSource = (typeof TRAFFIC_SOURCES)[number];

const LONGEST_NAME = 1000;
/** A text of ours is some kilobytes; of longer ones nothing good is to be expected. */
const LONGEST_TEXT = 2_000_000;
const LARGEST_IMAGE = 50_000_000;
const INT_MAX = 2 ** 31 - 1;

const WRITABLE: ReadonlySet<unknown> = new Set([MAX_PATH, BUCKETS_PATH, ...TIMEOUT_KEYS.map((key) => timeoutPath(key))]);

/** Undefined where it is no message of ours: it must change nothing. */
export function readHostMessage(value: unknown): HostMessage | undefined {
  if (!isRecord(value)) return undefined;
  switch (value["type"]) {
    case "source": {
      const { uri, name, canMeasure, writesFiles } = value;
      const target = readTarget(value["target"]);
      const file = value["file"] === null ? null : readFileValues(value["file"]);
      if (!target || file === undefined || typeof canMeasure !== "boolean" || typeof writesFiles !== "boolean") return undefined;
      if (uri === null && name === null) return { type: "source", uri, name, target, file, canMeasure, writesFiles };
      return isName(uri) && isName(name) ? { type: "source", uri, name, target, file, canMeasure, writesFiles } : undefined;
    }
    case "plan": {
      const { name, plan, over } = value;
      return isName(name) && isRecord(plan) && typeof over === "boolean" ? { type: "plan", name, plan, over } : undefined;
    }
    case "notice": {
      const { text, failed } = value;
      return isText(text) && typeof failed === "boolean" ? { type: "notice", text, failed } : undefined;
    }
    default:
      return undefined;
  }
}

/** Undefined where it is no message of ours: it must change nothing. */
export function readPageMessage(value: unknown): PageMessage | undefined {
  if (!isRecord(value)) return undefined;
  const { type, text } = value;
  switch (type) {
    case "ready":
    case "show-file":
    case "choose-file":
    case "use-host":
    case "open-plan":
      return { type };
    case "fill": {
      const from = TRAFFIC_SOURCES.find((source) => source === value["from"]);
      return from && { type, from };
    }
    case "write": {
      const settings = readSettings(value["settings"]);
      const { to } = value;
      return settings && (to === "source" || to === "other") ? { type, settings, to } : undefined;
    }
    case "compare": {
      const settings = readSettings(value["settings"]);
      return settings && { type, settings };
    }
    case "copy": {
      const { what } = value;
      return isName(what) && isText(text) ? { type, what, text } : undefined;
    }
    case "save-plan":
    case "save-report":
      return isText(text) ? { type, text } : undefined;
    case "save-image": {
      const png = readPng(value["png"]);
      return png && { type, png };
    }
    default:
      return undefined;
  }
}

const SOURCES: ReadonlySet<string> = new Set(SOURCE_PATHS);

function readFileValues(value: unknown): FileValues | undefined {
  if (!isRecord(value) || !isRecord(value["values"])) return undefined;
  const target = readTarget(value["target"]);
  const applier = APPLIERS.find((known) => known === value["applier"]);
  const values: Record<string, ValueInForce> = {};
  for (const [path, found] of Object.entries(value["values"])) {
    if (!SOURCES.has(path) || !isRecord(found)) return undefined;
    const { value: number, place } = found;
    if (typeof number !== "number" || !Number.isInteger(number) || (place !== null && !isName(place))) return undefined;
    values[path] = { value: number, place };
  }
  return target && applier && { target, applier, values };
}

/** Each part as its words are read. */
function readTarget(value: unknown): KernelTarget | undefined {
  if (!isRecord(value) || !isRecord(value["kernel"])) return undefined;
  const kernel = value["kernel"]["text"];
  let target = DEFAULT_TARGET;
  for (const { name, optional } of TARGET_PARTS) {
    const part = name === "kernel" ? kernel : value[name];
    if (part === undefined && optional) continue;
    const read = typeof part === "string" || typeof part === "number" ? readTargetPart(name, String(part)) : undefined;
    if (!read || read.problem !== undefined) return undefined;
    target = { ...target, ...read.part };
  }
  return target;
}

/** One value for each key, each a key that the calculator writes. */
function readSettings(value: unknown): readonly Setting[] | undefined {
  if (!Array.isArray(value) || value.length === 0 || value.length > WRITABLE.size) return undefined;
  const settings: Setting[] = [];
  for (const item of value) {
    if (!isRecord(item)) return undefined;
    const { path, value: number } = item;
    if (typeof path !== "string" || !WRITABLE.has(path) || settings.some((other) => other.path === path)) return undefined;
    if (typeof number !== "number" || !Number.isInteger(number) || number < 0 || number > INT_MAX) return undefined;
    settings.push({ path, value: number });
  }
  return settings;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= LONGEST_NAME;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= LONGEST_TEXT;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;

function readPng(value: unknown): Uint8Array | undefined {
  if (!(value instanceof Uint8Array) || value.length > LARGEST_IMAGE) return undefined;
  return PNG_SIGNATURE.every((byte, index) => value[index] === byte) ? value : undefined;
}
