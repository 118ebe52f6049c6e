// Lines that no applier takes as a setting.

import { lineAs } from "../../boot/appliers/lines.ts";
import { looksLikeConntrack } from "../../kernel/shape.ts";
import { APPLIER_NAMES, type Applier } from "../../sysctl/applier.ts";
import { bareKey } from "../../sysctl/bare-key.ts";
import type { ActiveLine, MalformedLine, SettingLine, SysctlDocument } from "../../sysctl/document.ts";
import { keyPath } from "../../sysctl/key-path.ts";
import { characterName } from "../../text/character-name.ts";
import { keptWith } from "../../text/kept-with.ts";
import type { Span } from "../../text/span.ts";
import { say } from "../../words/say.ts";
import { commentOut } from "../engine/edits.ts";
import type { Fix } from "../engine/finding.ts";
import { beginsOn } from "../engine/host-part.ts";
import { defineRule } from "../engine/rule.ts";
import { quoted } from "../engine/words.ts";

export const syntaxError = defineRule<ActiveLine>({
  id: "syntax-error",
  severity: "error",
  checkLine(line, { document, applier, host }) {
    if (line.placeholder || (line.kind === "malformed" && isForeign(line, document))) return;
    if (applier !== "systemd" && isContinued(line, document, applier) && !beginsOn(line.number, document, host)) {
      if (line.kind === "malformed") return;
      return {
        span: line.key,
        kernel: "ignores",
        message: say("{applier} reads this as part of the line above, so it sets nothing", { applier: APPLIER_NAMES[applier] }),
        data: line,
      };
    }
    const text = document.text;
    if (line.kind === "malformed") {
      const content = text.slice(line.content.start, line.content.end);
      const nothing = content.startsWith("=") || content === "-";
      const message = nothing
        ? say("{line} has no key, so every applier skips the line", { line: quoted(content) })
        : say("{line} is not a setting; write key = value, or start a comment with #", { line: quoted(content) });
      return { span: line.content, kernel: "ignores", message, data: line };
    } else if (line.kind === "exclusion") {
      if (applier === "busybox")
        return {
          span: line.key,
          kernel: "ignores",
          message: say("BusyBox sysctl does not support exclusions and reports a bad line"),
          data: line,
        };
    } else {
      const skipped = whySkipped(line, document, applier);
      if (skipped) {
        return { span: skipped.span, kernel: "ignores", message: skipped.why, data: line };
      } else if (line.value.text.includes("\0")) {
        const at = line.value.start + line.value.text.indexOf("\0");
        const values = { applier: APPLIER_NAMES[applier] };
        const message =
          applier === "systemd"
            ? say("NUL character: {applier} starts a new line there", values)
            : say("NUL character: {applier} ignores the rest of the line", values);
        return { span: { start: at, end: at + 1 }, severity: "warning", kernel: "unknown", message, data: line };
      } else if (line.key.odd && bareKey(line.key.text) !== undefined) {
        return {
          span: line.key,
          kernel: "refuses",
          message: oddMessage(line.key.text),
          data: line,
        };
      }
    }
  },
  fix: (line, { document, applier }) => {
    const fix = continued(line, document, applier) ?? repaired(line, document);
    return fix ? [fix, commentOut(line)] : [commentOut(line)];
  },
});

/** Keys of BSD, macOS and Solaris, whose lines need no `=`. */
const OTHER_SYSTEMS = /^[ \t]*(?:kern|hw|machdep|security\.bsd|net\.(?:inet6?|link|local|pf|key))\./m;

type Kind = "linux" | "other system" | "prose";

const kindOf = keptWith(({ text, lines }: SysctlDocument): Kind => {
  if (OTHER_SYSTEMS.test(text)) return "other system";
  return lines.some((line) => line.kind === "setting" || line.kind === "exclusion") ? "linux" : "prose";
});

/** Whether a line is right in another system's file, or a sentence in a file that has no setting at all. */
function isForeign(line: MalformedLine, document: SysctlDocument): boolean {
  const kind = kindOf(document);
  if (kind === "linux") return false;
  const [key = ""] = document.text.slice(line.content.start, line.content.end).split(/[\s:]/, 1);
  return kind === "other system" ? !looksLikeConntrack(keyPath(key)) : repaired(line, document) === undefined;
}

/** Whether the line above has no end for procps and BusyBox (a lone carriage return), or none for BusyBox (a backslash). */
function isContinued({ start }: ActiveLine, { text }: SysctlDocument, applier: Applier): boolean {
  return start > 0 && (text[start - 1] === "\r" || (applier === "busybox" && text.startsWith("\\\n", start - 2)));
}

/** Why the applier writes nothing for a line that looks like a setting; undefined where it does. */
function whySkipped(
  line: SettingLine,
  document: SysctlDocument,
  applier: Applier,
): { readonly span: Span; readonly why: string } | undefined {
  const { text } = line.value;
  if (!line.ignoreFailure && !line.key.glob && text !== "" && !text.startsWith("#")) return undefined;
  const read = lineAs(applier, document, line);
  const isBusybox = applier === "busybox";
  const values = { applier: APPLIER_NAMES[applier] };
  if (read?.kind === "set") {
    if (line.ignoreFailure && !read.ignoreFailure)
      return { span: line.key, why: say("{applier} reads the leading - as part of the key and skips the line", values) };
    if (/^\s/.test(read.key))
      return { span: line.key, why: say("{applier} reads the blank after - as part of the key and skips the line", values) };
    if (isBusybox && line.key.glob) return { span: line.key, why: say("{applier} does not support globs and skips the line", values) };
    if (read.value !== "") return undefined;
  }
  return isBusybox ? { span: line, why: say("{applier} skips a line with nothing after =", values) } : undefined;
}

function continued(line: ActiveLine, document: SysctlDocument, applier: Applier): Fix | undefined {
  const { start } = line;
  if (applier === "systemd" || line.kind === "malformed" || !isContinued(line, document, applier)) return undefined;
  return document.text[start - 1] === "\r"
    ? { title: say("End the line above with a line feed"), safety: "suggestion", edits: [{ start: start - 1, end: start, text: "\n" }] }
    : { title: say("Remove the backslash above"), safety: "suggestion", edits: [{ start: start - 2, end: start - 1, text: "" }] };
}

function repaired(line: ActiveLine, document: SysctlDocument): Fix | undefined {
  if (line.kind === "setting") {
    const bare = bareKey(line.key.text);
    if (bare !== undefined)
      return {
        title: say("Keep only {bare}", { bare }),
        safety: "safe",
        edits: [{ start: line.key.start, end: line.key.end, text: bare }],
      };
    if (!line.ignoreFailure) return undefined;
    return {
      title: say("Remove the leading -"),
      safety: "suggestion",
      edits: [{ start: document.text.indexOf("-", line.start), end: line.key.start, text: "" }],
    };
  }
  if (line.kind !== "malformed") return undefined;
  const match = /^([A-Za-z_]\w*(?:[./][\w-]+)+)(\s*:\s*|\s+)(-?\w+)$/.exec(document.text.slice(line.content.start, line.content.end));
  const [, key = "", between = ""] = match ?? [];
  if (!match || !keyPath(key).includes("/")) return undefined;
  const start = line.content.start + key.length;
  return { title: say("Write as key = value"), safety: "safe", edits: [{ start, end: start + between.length, text: " = " }] };
}

/** What cannot be seen is named. */
function oddMessage(text: string): string {
  const [odd] = /[^ -~]/.exec(text) ?? [];
  return odd === undefined
    ? say("{text} is not a key; write only the name before =", { text: quoted(text) })
    : say("{text} contains {character}; write only the name before =", { text: quoted(text, 40), character: characterName(odd) });
}
