// Label matchers as PromQL writes them, read before they go into a query: nothing else gets in that way.

export interface Matcher {
  readonly label: string;
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

export function isLabel(text: string): boolean {
  return text.length <= 200 && LABEL.test(text) && text !== "__name__";
}

const NEXT = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*(=~|!~|!=|=)\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')\s*(,|$)/y;

/** Reads `{pool="gw",zone=~"a|b"}`, with or without its braces; undefined for anything else. */
export function readMatchers(text: string): readonly Matcher[] | undefined {
  const inner = text.trim().replace(/^\{/, "").replace(/\}$/, "").trim();
  const found: Matcher[] = [];
  NEXT.lastIndex = 0;
  while (NEXT.lastIndex < inner.length) {
    const match = NEXT.exec(inner);
    if (!match) return undefined;
    const [, label = "", operator = "=", double, single] = match;
    if (label === "__name__") return undefined;
    const value = unescaped(double ?? single ?? "");
    if (value === undefined) return undefined;
    found.push({ label, operator: operator as Matcher["operator"], value });
    if (match[5] !== ",") break;
  }
  return found;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\\": "\\", '"': '"', "'": "'" };

function unescaped(text: string): string | undefined {
  let known = true;
  const value = text.replace(/\\(.)/gs, (_, letter: string) => {
    known &&= letter in ESCAPES;
    return ESCAPES[letter] ?? "";
  });
  return known ? value : undefined;
}

/** A text in double quotes, as PromQL reads it. */
function promString(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}

export function printMatchers(matchers: readonly Matcher[]): string {
  return matchers.length === 0 ? "" : `{${matchers.map(({ label, operator, value }) => label + operator + promString(value)).join(",")}}`;
}

/** One that lets exactly these values through. */
export function oneOf(label: string, values: readonly string[]): Matcher {
  return { label, operator: "=~", value: values.map((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|") };
}
