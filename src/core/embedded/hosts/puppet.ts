// Puppet and Chef: hashes of keys, strings that are files or commands, and attributes with a key's parts one in the other.
import { isSysctlText, looksModprobe } from "../applier-text.ts";
import type { Context } from "../context.ts";
import { isKey } from "../keys.ts";
import { readShell } from "../shell/shell.ts";
import { Source } from "../source.ts";
import { wordIn } from "../words.ts";
import { isShell } from "../yaml/looks.ts";

/** The value of a pair: a number or a string in which nothing is filled in. */
const VALUE =
  /^[ \t]*(?:=>|=(?!=)|,)[ \t]*(?:\{[ \t]*["']?(?:value|val)["']?[ \t]*=>[ \t]*)?(?:(["'])([^"'\n$#{}]{0,100})\1|(-?\d{1,20})(?![\w.]))/;

export function readPuppet(source: Source, context: Context): void {
  const { text } = source;
  const part = context.collector.open("machine", true);
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at);
    if (char === "#") {
      const feed = text.indexOf("\n", at);
      at = feed < 0 ? text.length : feed;
    } else if (char === '"' || char === "'") {
      const end = stringEnd(text, at);
      const said = text.slice(at + 1, end);
      // `sysctl { 'KEY': value => '1' }` has the key for its title.
      const titled = isKey(said) ? /^[ \t]*:[^}]{0,300}?\b(?:value|val)(?=[ \t]*=>)/.exec(text.slice(end + 1, end + 400)) : null;
      const from = end + 1 + (titled?.[0].length ?? 0);
      if (isKey(said)) {
        const value = VALUE.exec(text.slice(from, from + 300));
        if (value) {
          const written = value[2] ?? value[3] ?? "";
          const valueEnd = from + value[0].length - (value[2] === undefined ? 0 : 1);
          part.set(wordIn(source, at + 1, end), wordIn(source, valueEnd - written.length, valueEnd), "other");
        } else if (/^[ \t]*(?:=>|=(?!=))/.test(text.slice(from, from + 40))) computed(source, at, end, from, part);
      } else if (said.includes("onntrack")) content(unescaped(source, at + 1, end, char === '"'), context);
      at = end + 1;
    } else at++;
  }
  attributes(source, context);
}

function computed(source: Source, at: number, end: number, from: number, part: ReturnType<Context["collector"]["open"]>): void {
  const match = /^[ \t]*(?:=>|=)[ \t]*([^\n,]{1,200})/.exec(source.text.slice(from, from + 300));
  const written = match?.[1]?.trimEnd();
  if (!match || !written) return;
  const start = from + match[0].indexOf(written);
  part.set(wordIn(source, at + 1, end), wordIn(source, start, start + written.length, true), "other");
}

/** default['sysctl']['params']['net']['netfilter']['nf_conntrack_max'] = 1 */
function attributes(source: Source, context: Context): void {
  const part = context.collector.open("machine", true);
  const { text } = source;
  for (const match of text.matchAll(
    /^[ \t]*\w+((?:\[["':][\w.]{1,60}["']?\]){2,10})[ \t]*=[ \t]*(["']?)(-?\w{1,40})\2[ \t\r]*(?:#.*)?$/gm,
  )) {
    const [whole, path = "", quote = "", value = ""] = match;
    const words = Array.from(path.matchAll(/[\w.]+/g), ([word]) => word);
    const net = words.indexOf("net");
    const key = net < 0 ? words.at(-1) : words.slice(net).join(".");
    if (key === undefined || !isKey(key)) continue;
    const nameAt = match.index + whole.indexOf(path) + path.lastIndexOf(words.at(-1) ?? "");
    const place = source.place(nameAt, nameAt + (words.at(-1)?.length ?? 0));
    const valueAt = match.index + whole.indexOf("=") + whole.slice(whole.indexOf("=")).indexOf(quote + value) + quote.length;
    part.set({ text: key, place, exact: false, computed: false }, wordIn(source, valueAt, valueAt + value.length), "other");
  }
}

function content(source: Source, context: Context): void {
  const isInterpolated = (line: string): boolean => /[$#]\{|\$\w|<%/.test(line);
  if (isSysctlText(source.text)) context.collector.file("sysctl", source, "machine", isInterpolated);
  else if (looksModprobe(source.text)) context.collector.file("modprobe", source, "machine", isInterpolated);
  else if (isShell(source.text)) readShell(source, { ...context, depth: context.depth + 1 }, { scope: "machine", lasting: true });
}

function stringEnd(text: string, at: number): number {
  const quote = text[at];
  let end = at + 1;
  while (end < text.length && text[end] !== quote) end += text[end] === "\\" ? 2 : 1;
  return Math.min(end, text.length);
}

function unescaped(source: Source, start: number, end: number, double: boolean): Source {
  if (!double) return source.slice(start, end);
  // Cut, so that no look for a backslash goes beyond the string.
  const text = source.text.slice(0, end);
  if (text.indexOf("\\", start) < 0) return source.slice(start, end);
  return Source.build(({ take, put }) => {
    let from = start;
    for (let at = text.indexOf("\\", start); at >= 0; at = text.indexOf("\\", at + 2)) {
      const meant = { n: "\n", t: "\t", '"': '"', $: "$" }[text.charAt(at + 1)];
      if (meant === undefined) continue;
      take(source, from, at);
      put(meant);
      from = at + 2;
    }
    take(source, from, end);
  });
}
