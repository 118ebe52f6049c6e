// Entries as people and other programs write them: quoted, numbered, behind a prefix, and as Open vSwitch prints them.
// Each becomes the line that `conntrack -L` has for it.
import { PROTOCOLS } from "./protocols.ts";

/** An event of `conntrack -E`, which is no entry. */
const EVENT = /\[(?:NEW|UPDATE|DESTROY)\]/;
const FAMILY = /^(?:ipv[46])$/;
const PROTOCOL = /^[a-z][a-z0-9-]{1,15}$/;
const NUMBER = /^\d{1,10}$/;
const STATE = /^[A-Z][A-Z0-9_]{1,30}$/;
/** Marks of quotations, lists and tables, which may touch the first word and the last. */
const MARKS = "\"'`,|<>*";

/** A no-break space, of which text.ts leaves two signs. */
const NO_BREAK_SPACE = /\ufffd\ufffd/g;

/** With its line feed; undefined where there is none, or it is an event. */
export function entryIn(whole: string): string | undefined {
  const text = whole.replace(NO_BREAK_SPACE, " ");
  if (EVENT.test(text)) return undefined;
  return openVSwitch(text) ?? prefixed(text);
}

/** An entry with something before it: `12: tcp 6 117 TIME_WAIT src=...`. */
function prefixed(text: string): string | undefined {
  const source = text.indexOf("src=");
  const words = text
    .slice(0, source)
    .split(/\s+/)
    .filter((word) => word !== "");
  const head: string[] = [];
  const take = (pattern: RegExp): void => {
    const word = words.at(-1);
    if (word !== undefined && pattern.test(word)) head.unshift(words.pop() ?? "");
  };
  take(STATE);
  take(NUMBER);
  take(NUMBER);
  const protocol = bare(words.pop() ?? "");
  if (!PROTOCOL.test(protocol) || !NUMBER.test(head[0] ?? "")) return undefined;
  head.unshift(protocol);
  take(NUMBER);
  const family = bare(words.at(-1) ?? "");
  if (head.length > 1 && NUMBER.test(head[0] ?? "") && FAMILY.test(family)) head.unshift(family);
  else if (NUMBER.test(head[0] ?? "")) head.shift();
  return `${head.join(" ")} ${withoutMarks(text.slice(source))}\n`;
}

/** A word without what touches it in front: a quotation mark, the name of a file, a field of JSON. */
function bare(word: string): string {
  return /[a-z0-9-]{1,20}$/i.exec(word.slice(-20))?.[0] ?? "";
}

function withoutMarks(text: string): string {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) <= 32 || MARKS.includes(text.charAt(end - 1)))) end--;
  return text.slice(0, end);
}

/** `tcp,orig=(src=...,dst=...,sport=...,dport=...),reply=(...),zone=5,timeout=12,protoinfo=(state=ESTABLISHED)` */
function openVSwitch(text: string): string | undefined {
  const start = text.indexOf(",orig=(");
  if (start < 0) return undefined;
  const protocol = bare(
    text
      .slice(Math.max(0, start - 20), start)
      .split(/\s/)
      .at(-1) ?? "",
  );
  const number = PROTOCOLS[protocol];
  const [original, reply] = [inside(text, "orig=("), inside(text, "reply=(")];
  if (number === undefined || original === undefined || reply === undefined) return undefined;
  const fields = new Map(
    text
      .slice(text.indexOf(")", text.indexOf("reply=(")))
      .split(/[,()]/)
      .map((field) => [field.slice(0, field.indexOf("=")), field.slice(field.indexOf("=") + 1)]),
  );
  const status = fields.get("status")?.split("|");
  const state = fields.get("state") ?? "";
  const words = [
    protocol,
    String(number),
    fields.get("timeout"),
    protocol === "tcp" && STATE.test(state) ? state : undefined,
    original.replaceAll(",", " "),
    status && !status.includes("SEEN_REPLY") ? "[UNREPLIED]" : undefined,
    reply.replaceAll(",", " "),
    status?.includes("ASSURED") ? "[ASSURED]" : undefined,
    ...["mark", "zone"].map((key) => (fields.has(key) ? `${key}=${Number(fields.get(key))}` : undefined)),
  ];
  return `${words.filter((word) => word !== undefined).join(" ")}\n`;
}

function inside(text: string, start: string): string | undefined {
  const from = text.indexOf(start);
  const to = text.indexOf(")", from);
  return from < 0 || to < 0 ? undefined : text.slice(from + start.length, to);
}
