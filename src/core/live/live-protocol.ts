// What the live page and its host say to each other, and how each end checks what it hears.
import type { NamespaceTable } from "../diagnosis/namespace-table.ts";
import type { LiveView } from "./live.ts";
import type { LiveTable } from "./live-table.ts";

export type LiveHostMessage =
  | { readonly type: "view"; readonly view: LiveView }
  /** `note` says what reading it cost and when it is read again. */
  | { readonly type: "table"; readonly table: LiveTable; readonly note: string }
  /** Of a host with more than one. */
  | { readonly type: "namespaces"; readonly namespaces: NamespaceTable }
  /** A sentence: what went wrong. */
  | { readonly type: "notice"; readonly text: string };

export type LivePageMessage =
  /** The page listens, and wants what there is. */
  | { readonly type: "ready" }
  | { readonly type: "read-table" }
  | { readonly type: "diagnose" }
  | { readonly type: "copy"; readonly text: string };

const LONGEST_TEXT = 1_000_000;

/** Undefined where it is no message of ours: it must change nothing. */
export function readLivePageMessage(value: unknown): LivePageMessage | undefined {
  const { type, text } = (typeof value === "object" && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  switch (type) {
    case "ready":
    case "read-table":
    case "diagnose":
      return { type };
    case "copy":
      return typeof text === "string" && text.length <= LONGEST_TEXT ? { type, text } : undefined;
    default:
      return undefined;
  }
}

/** Undefined where it is no message of ours. What a message holds is the extension's own: its kind is looked at. */
export function readLiveHostMessage(value: unknown): LiveHostMessage | undefined {
  const { type, view, table, namespaces, text } = (typeof value === "object" && value !== null ? value : {}) as Readonly<
    Record<string, unknown>
  >;
  const is = (part: unknown): boolean => typeof part === "object" && part !== null;
  const known =
    (type === "view" && is(view)) ||
    (type === "table" && is(table)) ||
    (type === "namespaces" && is(namespaces)) ||
    (type === "notice" && typeof text === "string");
  return known ? (value as LiveHostMessage) : undefined;
}
