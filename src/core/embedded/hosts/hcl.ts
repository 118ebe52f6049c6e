// HCL of Packer and Terraform: here-documents and strings that are shell, user data or files, and keys as names of attributes.
import { isSysctlText } from "../applier-text.ts";
import type { Context } from "../context.ts";
import { isKey, keyOfCloud } from "../keys.ts";
import { kindOfText } from "../kind.ts";
import { readShell } from "../shell/shell.ts";
import { Source } from "../source.ts";
import { saidIn, wordIn } from "../words.ts";
import { isShell } from "../yaml/looks.ts";

const PATH_NAMES: ReadonlySet<string> = new Set(["path", "filename", "destination", "file", "target"]);

export function readHcl(source: Source, context: Context): void {
  new Hcl(source, context).run();
}

class Hcl {
  private readonly source: Source;
  private readonly context: Context;
  private at = 0;
  /** The attribute that is being given, and the path that its block has named. */
  private name = "";
  private path: string | undefined;
  /** Strings of the list that is open. */
  private list: Source[] | undefined;

  constructor(source: Source, context: Context) {
    this.source = source;
    this.context = context;
  }

  run(): void {
    const { text } = this.source;
    const part = this.context.collector.open("machine", true);
    while (this.at < text.length) {
      const char = text.charAt(this.at);
      if (char === "#" || text.startsWith("//", this.at)) this.at = this.end("\n");
      else if (text.startsWith("/*", this.at)) this.at = this.end("*/") + 2;
      else if (char === "{" || char === "}") {
        if (char === "}") this.path = undefined;
        this.at++;
      } else if (char === "[" || char === "]") {
        if (char === "[") this.list = [];
        else this.endList();
        this.at++;
      } else if (text.startsWith("<<", this.at)) this.hereDocument();
      else if (char === '"') this.string(part);
      else if (/[A-Za-z_]/.test(char)) this.word(part);
      else this.at++;
    }
  }

  private word(part: ReturnType<Context["collector"]["open"]>): void {
    const { source } = this;
    const match = /^[\w.-]+/.exec(source.text.slice(this.at, this.at + 200))?.[0] ?? "";
    const from = this.at;
    this.at += Math.max(1, match.length);
    const equals = /^[ \t]*=(?!=)[ \t]*/.exec(source.text.slice(this.at, this.at + 200));
    if (!equals) return;
    this.name = match;
    const cloud = keyOfCloud(match);
    if (cloud !== undefined) this.value(part, saidIn(source, from, from + match.length, cloud), this.at + equals[0].length);
  }

  private string(part: ReturnType<Context["collector"]["open"]>): void {
    const { source } = this;
    const start = this.at + 1;
    const end = quoteEnd(source.text, start);
    this.at = end + 1;
    const text = source.text.slice(start, end);
    const after = /^[ \t]*[=:](?!=)[ \t]*/.exec(source.text.slice(end + 1, end + 200));
    if (after) {
      if (isKey(text)) this.value(part, wordIn(source, start, end), end + 1 + after[0].length);
      else this.name = text;
      return;
    }
    if (PATH_NAMES.has(this.name)) this.path = text;
    const content = unescaped(source, start, end);
    if (this.list) this.list.push(content);
    else if (text.includes("onntrack")) this.content(content);
  }

  /** A number or a plain string; anything else is worked out. */
  private value(part: ReturnType<Context["collector"]["open"]>, key: ReturnType<typeof wordIn>, from: number): void {
    const { source } = this;
    const rest = source.text.slice(from, from + 300);
    const [whole = "", quoted] = /^"([^"\\]*)"/.exec(rest) ?? /^[^\n,}#]+/.exec(rest) ?? [];
    const start = quoted === undefined ? from : from + 1;
    const text = quoted ?? whole.trimEnd();
    const computed = quoted === undefined ? !/^\d+$/.test(text) : /[$%]\{/.test(text);
    part.set(key, wordIn(source, start, start + text.length, computed), "other");
    this.at = from + whole.length;
  }

  private endList(): void {
    const list = this.list ?? [];
    this.list = undefined;
    if (!list.some(({ text }) => text.includes("onntrack"))) return;
    const script = Source.build(({ take, put }) => {
      for (const one of list) {
        take(one, 0, one.text.length);
        put("\n");
      }
    });
    readShell(script, this.context, { scope: "machine", lasting: true });
  }

  private hereDocument(): void {
    const { source } = this;
    const match = /^<<(-?)[ \t]*"?([A-Za-z_][\w-]*)"?[ \t\r]*\n/.exec(source.text.slice(this.at, this.at + 200));
    if (!match) {
      this.at += 2;
      return;
    }
    const [whole, , name = ""] = match;
    const lines: (readonly [number, number])[] = [];
    let at = this.at + whole.length;
    while (at < source.text.length) {
      const feed = source.text.indexOf("\n", at);
      const end = feed < 0 ? source.text.length : feed + 1;
      const line = source.text.slice(at, end);
      if (line.trim() === name) break;
      lines.push([at, end]);
      at = end;
    }
    this.at = at;
    const depths = lines.flatMap(([start, end]) => {
      const line = source.text.slice(start, end);
      return line.trim() === "" ? [] : [line.length - line.trimStart().length];
    });
    const least = depths.reduce((a, b) => Math.min(a, b), 400);
    const body = Source.build(({ take }) => {
      for (const [start, end] of lines) take(source, Math.min(start + least, end - 1), end);
    });
    if (body.text.includes("onntrack")) this.content(body);
  }

  private content(source: Source): void {
    const { text } = source;
    const inner = { ...this.context, depth: this.context.depth + 1 };
    const kind = kindOfText(text);
    const isInterpolated = (line: string): boolean => /[$%]\{/.test(line);
    if (this.path !== undefined && /^(?:content|contents|inline|data)$/.test(this.name))
      this.context.written({ path: this.path, source, scope: "machine", literal: !isInterpolated(text) }, this.context);
    else if (kind) this.context.readAs(kind, source, inner);
    else if (isSysctlText(text)) this.context.collector.file("sysctl", source, "machine", isInterpolated);
    else if (isShell(text)) readShell(source, inner, { scope: "machine", lasting: true });
    else if (text.includes("\n")) this.context.readAs("yaml", source, inner);
  }

  private end(mark: string): number {
    const at = this.source.text.indexOf(mark, this.at);
    return at < 0 ? this.source.text.length : at;
  }
}

/** The quote that ends a string; those within `${ }` do not. */
function quoteEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if ((char === "$" || char === "%") && text[at + 1] === "{") {
      depth++;
      at++;
    } else if (char === "}" && depth > 0) depth--;
    else if (char === "\n" || (char === '"' && depth === 0)) return at;
  }
  return text.length;
}

function unescaped(source: Source, start: number, end: number): Source {
  // Cut, so that no look for a backslash goes beyond the string.
  const text = source.text.slice(0, end);
  if (text.indexOf("\\", start) < 0) return source.slice(start, end);
  return Source.build(({ take, say }) => {
    let from = start;
    for (let at = text.indexOf("\\", start); at >= 0; at = text.indexOf("\\", at + 2)) {
      const meant = { n: "\n", t: "\t", '"': '"', "\\": "\\" }[text.charAt(at + 1)];
      if (meant === undefined) continue;
      take(source, from, at);
      const { start: first, end: last } = source.place(at, at + 2);
      say(meant, { start: first, end: last });
      from = at + 2;
    }
    take(source, from, end);
  });
}
