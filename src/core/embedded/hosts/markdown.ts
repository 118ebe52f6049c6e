// Fenced blocks of Markdown, each as a file of the language that it names; prose is passed over.

import { byName } from "../../text/by-name.ts";
import { isSysctlText } from "../applier-text.ts";
import type { Context } from "../context.ts";
import type { EmbeddedKind } from "../document.ts";
import { embeddedKind, kindOfText } from "../kind.ts";
import { Source } from "../source.ts";

const LANGUAGES = byName<EmbeddedKind>({
  shell: "shell",
  "shell-session": "shell",
  console: "shell",
  shellsession: "shell",
  docker: "dockerfile",
  terraform: "hcl",
  hcl: "hcl",
  ini: "tuned",
  ruby: "chef",
  puppet: "puppet",
});

export function readMarkdown(source: Source, context: Context): void {
  const { text } = source;
  let fence: { readonly mark: string; readonly info: string; readonly from: number; readonly indent: number } | undefined;
  for (let at = 0; at < text.length; ) {
    const feed = text.indexOf("\n", at);
    const end = feed < 0 ? text.length : feed;
    const match = /^([ \t>]{0,20})(`{3,}|~{3,})[ \t]*([^\s`{,]*)/.exec(text.slice(at, Math.min(end, at + 200)));
    if (!fence && match)
      fence = { mark: match[2] ?? "", info: (match[3] ?? "").toLowerCase(), from: end + 1, indent: match[1]?.length ?? 0 };
    else if (fence && match?.[2]?.startsWith(fence.mark) && match[3] === "") {
      block(source, fence.from, at, fence.info, fence.indent, context);
      fence = undefined;
    }
    at = end + 1;
  }
}

function block(source: Source, from: number, to: number, info: string, indent: number, context: Context): void {
  if (!source.text.slice(from, to).includes("onntrack")) return;
  const content = Source.build(({ take }) => {
    for (let at = from; at < to; ) {
      const feed = source.text.indexOf("\n", at);
      const end = feed < 0 || feed >= to ? to : feed + 1;
      // The prompt of a session is none of the command.
      const head = /^[ \t>]*/.exec(source.text.slice(at, Math.min(end, at + indent)))?.[0].length ?? 0;
      const prompt = /^[$#][ \t](?=[\w/])/.exec(source.text.slice(at + head, end))?.[0].length ?? 0;
      take(source, at + head + (/^(?:console|shell|sh|bash|)/.test(info) && isPrompted(info, source.text, at + head) ? prompt : 0), end);
      at = end;
    }
  });
  const inner = { ...context, depth: context.depth + 1 };
  const kind = LANGUAGES[info] ?? embeddedKind(`x.${info}`) ?? kindOfText(content.text);
  if (isSysctlText(content.text)) context.collector.file("sysctl", content, "unknown", () => false);
  else if (kind && kind !== "markdown") context.readAs(kind, content, inner);
  else if (info === "") context.readAs("shell", content, inner);
}

/** `$ command` everywhere, `# command` only in a session: elsewhere it is a comment. */
function isPrompted(info: string, text: string, at: number): boolean {
  return text[at] === "$" || info.startsWith("console") || info.startsWith("shell");
}
