// NixOS: keys of boot.kernel.sysctl, and strings that are shell or options of modules. Values that a function gives are not
// worked out; mkForce, mkDefault and mkOverride only rank one that is written.
import { isSysctlText, looksModprobe } from "../applier-text.ts";
import type { Word } from "../collector.ts";
import type { Context } from "../context.ts";
import { isKey } from "../keys.ts";
import { readShell } from "../shell/shell.ts";
import { Source } from "../source.ts";
import { wordIn } from "../words.ts";
import { isShell } from "../yaml/looks.ts";
import { kernelWords } from "./kernel-words.ts";

const RANKED = /^\(?[ \t\r\n]*(?:(?:lib|pkgs\.lib)\.)?(?:mkForce|mkDefault|mkOptionDefault|mkOverride[ \t]+\d+)[ \t\r\n]+/;
const LITERAL = /^(?:"([^"\\$]{0,100})"|(-?\d{1,20})|(true|false))(?=[ \t\r\n]*[;)])/;

export function readNix(source: Source, context: Context): void {
  const { text } = source;
  const part = context.collector.open("machine", true);
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at);
    if (char === "#") at = lineEnd(text, at);
    else if (text.startsWith("/*", at)) at = behind(text, "*/", at + 2);
    else if (text.startsWith("''", at)) {
      const end = indentedEnd(text, at + 2);
      string(indented(source, at + 2, end), text.slice(Math.max(0, at - 200), at), context);
      at = end + 2;
    } else if (char === '"') {
      const end = stringEnd(text, at + 1);
      const key = text.slice(at + 1, end);
      const equals = /^[ \t\r\n]*=(?!=)[ \t\r\n]*/.exec(text.slice(end + 1, end + 200));
      if (isKey(key) && equals) {
        const from = end + 1 + equals[0].length;
        part.set(wordIn(source, at + 1, end), valueAt(source, from), "nixos");
      } else if (key.includes("onntrack")) {
        if (isShell(key)) string(source.slice(at + 1, end), "", context);
        else kernelWords(source.slice(at + 1, end), context);
      }
      at = end + 1;
    } else at++;
  }
}

function valueAt(source: Source, from: number): Word {
  const text = source.text.slice(from, from + 400);
  const ranked = RANKED.exec(text)?.[0].length ?? 0;
  const match = LITERAL.exec(text.slice(ranked));
  const start = from + ranked;
  if (!match) {
    const end = text.search(/;|\n/);
    return wordIn(source, from, from + (end < 0 ? text.length : end), true);
  }
  const [whole, quoted, , flag] = match;
  if (quoted !== undefined) return wordIn(source, start + 1, start + whole.length - 1);
  const word = wordIn(source, start, start + whole.length);
  return flag === undefined ? word : { ...word, text: flag === "true" ? "1" : "0", exact: false, written: flag };
}

function string(source: Source, before: string, context: Context): void {
  const { text } = source;
  if (!text.includes("onntrack")) return;
  const inner = { ...context, depth: context.depth + 1 };
  const isModprobe = /extraModprobeConfig[ \t]*=[ \t\r\n]*(?:\S{1,40}[ \t\r\n]+)?$/.test(before) || looksModprobe(text);
  if (isModprobe) context.collector.file("modprobe", source, "machine", isInterpolated);
  else if (isSysctlText(text)) context.collector.file("sysctl", source, "machine", isInterpolated);
  else if (isShell(text)) readShell(source, inner, { scope: "machine", lasting: true });
}

function isInterpolated(line: string): boolean {
  return line.includes("${");
}

/** Without the indentation of its least indented line; lines keep their places. */
function indented(source: Source, start: number, end: number): Source {
  const lines = source.text.slice(start, end).split("\n");
  const depths = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const least = depths.reduce((a, b) => Math.min(a, b), 400);
  return Source.build(({ take, put }) => {
    let at = start;
    for (const line of lines) {
      take(source, Math.min(at + least, at + line.length), at + line.length);
      put("\n");
      at += line.length + 1;
    }
  });
}

function lineEnd(text: string, from: number): number {
  const feed = text.indexOf("\n", from);
  return feed < 0 ? text.length : feed;
}

function behind(text: string, close: string, from: number): number {
  const at = text.indexOf(close, from);
  return at < 0 ? text.length : at + close.length;
}

function stringEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return Math.min(at, text.length);
}

/** `'''`, `''$` and `''\` are escapes of an indented string. */
function indentedEnd(text: string, from: number): number {
  for (let at = text.indexOf("''", from); at >= 0; at = text.indexOf("''", at)) {
    const next = text[at + 2];
    if (next !== "'" && next !== "$" && next !== "\\") return at;
    at += 3;
  }
  return text.length;
}
