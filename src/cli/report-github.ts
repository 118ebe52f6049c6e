// Findings as workflow commands, which GitHub Actions turns into annotations of the lines.
import { relative, resolve, sep } from "node:path";
import { docsOf, type Finding, findRule, placeAt, type Severity, type SysctlDocument } from "../core/language/index.ts";
import type { Report } from "./report.ts";
import { summary } from "./report-text.ts";
import { visible } from "./visible.ts";

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", information: "notice", hint: "notice" };

export function githubReport(): Report {
  return {
    begin: () => [],
    *file(file) {
      for (const finding of file.findings) yield findingCommand(file.path, file.document, finding);
    },
    *end(totals) {
      for (const { path, message, level } of totals.notices) {
        if (level === "error") yield command("error", { file: repositoryPath(path), title: "Not checked completely" }, message);
      }
      yield `${summary(totals, (text) => text)}\n`;
    },
  };
}

function findingCommand(
  path: string,
  { lineStarts }: SysctlDocument,
  { rule, severity, message, start, end, related = [] }: Finding,
): string {
  const from = placeAt(lineStarts, start);
  const to = placeAt(lineStarts, end);
  const known = findRule(rule);
  const properties = {
    file: repositoryPath(path),
    line: from.line + 1,
    endLine: to.line + 1,
    // GitHub takes columns only within one line.
    ...(from.line === to.line && { col: from.column + 1, endColumn: to.column + 1 }),
    title: `${known ? docsOf(known.id).title : rule} (${rule})`,
  };
  const more = related.map((other) => {
    const line = `ine ${placeAt((other.document ?? { lineStarts }).lineStarts, other.start).line + 1}: ${other.message}`;
    return other.file === undefined ? `\nL${line}` : `\n${other.file}, l${line}`;
  });
  return command(COMMANDS[severity], properties, message + more.join(""));
}

function command(name: string, properties: Readonly<Record<string, string | number | undefined>>, message: string): string {
  const parts = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${visible(escapeProperty(String(value)))}`);
  return `::${name} ${parts.join(",")}::${visible(escapeData(message))}\n`;
}

/** Annotations want paths from the root of the repository; absent for standard input. */
function repositoryPath(path: string): string | undefined {
  if (path === "-") return undefined;
  const root = process.env["GITHUB_WORKSPACE"];
  const fromRoot = root ? relative(root, resolve(path)) : path;
  const outside = fromRoot === ".." || fromRoot.startsWith(`..${sep}`) || fromRoot === "";
  return (outside ? path : fromRoot).replaceAll(sep, "/");
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
