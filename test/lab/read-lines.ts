// From what a machine printed on its console to lines by kind. Pure.
import type { Lines } from "./answers.ts";

const KINDS: readonly (keyof Lines)[] = [
  ...([
    "start",
    "texts",
    "key",
    "writes",
    "bound",
    "memory",
    "option",
    "parameter",
    "slab",
    "cost",
    "hash",
    "limit",
    "log",
    "evicted",
    "lowered",
  ] as const),
  ...(["shown", "text", "large", "resize", "collected", "switch", "section", "note", "end"] as const),
];

/** The lines behind "@@" of what one or more boots printed. Lines that something cut are told as notes. */
export function readLines(console: readonly string[]): Lines {
  const lines: Record<string, object[]> = Object.fromEntries(KINDS.map((kind) => [kind, []]));
  for (const text of console.flatMap((one) => one.split("\n"))) {
    const at = text.indexOf("@@{");
    if (at < 0) continue;
    const line = parsed(text.slice(at + 2).trimEnd());
    if (line) lines[line.kind]?.push(line.rest);
    else lines["note"]?.push({ about: "a line was cut", what: text.slice(0, 120) });
  }
  return lines as unknown as Lines;
}

function parsed(text: string): { readonly kind: string; readonly rest: object } | undefined {
  try {
    const { kind, ...rest } = JSON.parse(text);
    return { kind, rest };
  } catch {
    return undefined;
  }
}
