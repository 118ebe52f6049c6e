// Runs the rules over a text of another language: each part of it as a file of its own, and every finding and fix taken back
// to the host's text.
import { type EffectiveOptions, effective } from "../../boot/effective.ts";
import type { Tree, TreeFile } from "../../boot/tree/tree.ts";
import type { EmbeddedDocument, Part } from "../../embedded/document.ts";
import { type Projection, project } from "../../embedded/projection.ts";
import { findKey } from "../../kernel/catalogue.ts";
import { targetOf } from "../../kernel/target-words.ts";
import { controlComments } from "../../sysctl/control.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import { keyPath } from "../../sysctl/key-path.ts";
import { parse } from "../../sysctl/parse.ts";
import { placeAt } from "../../text/line-index.ts";
import type { Embedding } from "./context.ts";
import type { Finding, Fix, RelatedPlace } from "./finding.ts";
import { KeptFindings, type Linted } from "./kept-findings.ts";
import { type LintOptions, lintUpTo, silencer } from "./lint.ts";
import { type FileFindings, lintHost, NOTHING } from "./lint-host.ts";

/** What is said of a whole file of an applier, or of lines that no reader makes. */
const OF_FILES: ReadonlySet<string> = new Set(["byte-order-mark", "control-comment"]);
/** What is said of the key where a parameter with the same effect is set. */
const OF_KEYS: ReadonlySet<string> = new Set(["read-only-key", "unavailable-key", "removed-key"]);
/** What is said of a key or a module that the kernel does not have. */
const OF_ABSENCE: ReadonlySet<string> = new Set(["misplaced-key", "unavailable-key", "unknown-key", "removed-key", "removed-module"]);
/** What can be said of options of modules without the rest of a tree. */
const OF_OPTIONS: ReadonlySet<string> = new Set(["module-option", "wrong-module", "removed-module", "table-shrunk"]);

/** `host` is the text that the parts stand in; its comments silence rules and name a target as those of a sysctl.conf do. */
export function lintEmbedded(host: SysctlDocument, embedded: EmbeddedDocument, options: LintOptions, most?: number): Linted {
  const controls = controlComments(host);
  const target = targetOf(options.target, controls);
  const silenced = silencer(host, controls);
  const found = new KeptFindings(most);
  const left = new Set(embedded.left);
  const saved = savedKeys(embedded);
  const tableKeys = TABLE_KEYS.map((key): TableKey => ({ key, parts: embedded.parts.filter((part) => mentions(part, key)).length }));
  const loaders = new Set(
    embedded.parts.filter((part) => part.language === "modules" && /^[ \t]*nf_conntrack[ \t\r]*$/m.test(textOf(part))),
  );
  let isFirst = true;
  for (const part of embedded.parts) {
    const projection = project(part, part.language === "sysctl" ? elsewhere(part, tableKeys) : []);
    const embedding: Embedding = {
      scope: part.scope,
      lasting: part.lasting,
      saved,
      isFirst,
      howOf: (line) => projection.line(line)?.how,
      nameOf: (line) => projection.line(line)?.parameter?.replace(/^.*\./, ""),
      hostLine: (line) => placeAt(host.lineStarts, projection.line(line)?.chunks.find(({ place }) => place)?.place?.start ?? 0).line + 1,
    };
    if (part.language === "sysctl" && !part.lasting) isFirst = false;
    const { severities, memoryShare, applier } = options;
    const own: LintOptions = { target, applier, ...(severities && { severities }), ...(memoryShare !== undefined && { memoryShare }) };
    // One of two branches of a script, of which the other loads today's module.
    if (part.language === "modules" && loaders.size > 0 && !loaders.has(part)) continue;
    const linted = part.language === "sysctl" ? lintPart(projection, { ...own, embedding }) : lintOptions(projection, own);
    found.omit(linted.omitted);
    for (const reason of linted.left ?? []) left.add(reason);
    for (const finding of linted.findings) {
      const placed = inHost(finding, projection);
      if (placed && !silenced(placed)) found.add(placed);
    }
  }
  return found.end([...left]);
}

type LintedPart = Pick<FileFindings, "findings" | "omitted" | "left">;

function lintPart(projection: Projection, options: LintOptions): LintedPart {
  const document = parse(projection.text);
  const { scope } = projection.part;
  const isOwnNamespace = scope === "container" || scope === "namespace";
  const lineOf = (finding: Finding) => projection.lineAt(finding.start);
  const linted = lintUpTo(document, options);
  const findings = linted.findings.filter((finding) => {
    if (OF_FILES.has(finding.rule)) return false;
    const line = lineOf(finding);
    if (line?.parameter !== undefined && OF_KEYS.has(finding.rule)) return false;
    // What cannot be written there at all is not judged any further.
    const path = finding.key === undefined ? undefined : keyPath(finding.key);
    return (
      !isOwnNamespace || finding.rule === "not-namespaced" || path === undefined || findKey(path)?.scope === "namespace" || !findKey(path)
    );
  });
  return { ...linted, findings: findings.map((finding) => (lineOf(finding)?.excused ? excused(finding, options) : finding)) };
}

/** As of a line with `-`: its author knows that it may fail. */
function excused(finding: Finding, { severities }: LintOptions): Finding {
  const isExcused = finding.severity === "error" && OF_ABSENCE.has(finding.rule) && severities?.[finding.rule] === undefined;
  return isExcused ? { ...finding, severity: "hint" } : finding;
}

const FOLDERS: Readonly<Record<"modprobe" | "modules", string>> = { modprobe: "/etc/modprobe.d", modules: "/etc/modules-load.d" };

/** Options of modules, as the one file of a tree. */
function lintOptions(projection: Projection, given: LintOptions): LintedPart {
  const { text, part } = projection;
  const { target, applier, severities } = given;
  const folder = FOLDERS[part.language === "modules" ? "modules" : "modprobe"];
  const path = `${folder}/x.conf`;
  const file: TreeFile = { path, name: "x.conf", real: path, isNull: false, reading: { text } };
  const tree: Tree = {
    folders: new Map([[folder, { path: folder, real: folder, files: [file] }]]),
    files: new Map(),
    builtins: [],
    knowsLinks: true,
  };
  const options: EffectiveOptions = { target, applier };
  const [linted] = lintHost(effective(tree, options), severities ? { severities } : {});
  if (!linted) return NOTHING;
  const findings = linted.findings
    .filter(({ rule }) => OF_OPTIONS.has(rule))
    .map((finding) => (projection.lineAt(finding.start)?.excused ? excused(finding, given) : finding));
  return { ...linted, findings };
}

const TABLE_KEYS = ["nf_conntrack_buckets", "nf_conntrack_max"] as const;

interface TableKey {
  readonly key: (typeof TABLE_KEYS)[number];
  /** How many parts of the text set it. */
  readonly parts: number;
}

function mentions(part: Part, key: TableKey["key"]): boolean {
  return textOf(part).includes(key) || textOf(part).includes("hashsize");
}

/** Keys of the table that another part of the text sets: what is in force of them is not the kernel's default. */
function elsewhere(part: Part, keys: readonly TableKey[]): readonly string[] {
  return keys.flatMap(({ key, parts }) => {
    const others = parts - (mentions(part, key) ? 1 : 0);
    return others > 0 && !textOf(part).includes(key) ? [`net.netfilter.${key} = {{elsewhere}}`] : [];
  });
}

/** Keys that some file keeps. */
function savedKeys({ parts }: EmbeddedDocument): ReadonlySet<string> {
  return new Set(
    parts
      .filter(({ lasting, language }) => lasting && language === "sysctl")
      .flatMap((part) => parse(textOf(part)).lines.flatMap((line) => (line.kind === "setting" ? [line.key.path] : []))),
  );
}

const texts = new WeakMap<Part, string>();

function textOf(part: Part): string {
  const known = texts.get(part) ?? project(part).text;
  texts.set(part, known);
  return known;
}

/** The finding where the host has it; undefined for what is written nowhere in it. */
function inHost(finding: Finding, projection: Projection): Finding | undefined {
  const place = projection.toHost(finding);
  if (!place) return undefined;
  const { related, ...rest } = finding;
  const places = related?.flatMap((other): readonly RelatedPlace[] => {
    const at = other.file === undefined ? projection.toHost(other) : undefined;
    return at ? [{ ...at, message: other.message }] : [];
  });
  return {
    ...rest,
    ...place,
    ...(places && places.length > 0 && { related: places }),
    fixes: () => fixesInHost(finding.fixes(), projection),
  };
}

/** Only what puts another key or another value in place; lines and comments are the host's own. */
function fixesInHost(fixes: readonly Fix[], projection: Projection): readonly Fix[] {
  return fixes.flatMap((fix): readonly Fix[] => {
    if (fix.create || fix.edits.length === 0) return [];
    const edits = fix.edits.map((edit) => (isWithinToken(projection, edit) ? projection.editInHost(edit) : undefined));
    return edits.every((edit) => edit !== undefined) ? [{ ...fix, edits }] : [];
  });
}

const documents = new WeakMap<Projection, SysctlDocument>();

/** Asked for each fix of a part. */
function documentOf(projection: Projection): SysctlDocument {
  const known = documents.get(projection) ?? parse(projection.text);
  documents.set(projection, known);
  return known;
}

/** Whether an edit stays within a key or a value: a whole line of a file is one stretch of the host. */
function isWithinToken(projection: Projection, { start, end }: { readonly start: number; readonly end: number }): boolean {
  const { text, part } = projection;
  if (part.language !== "sysctl") return !/[\s#]/.test(text.slice(start, end));
  const document = documentOf(projection);
  const line = document.lines[placeAt(document.lineStarts, start).line];
  if (line?.kind !== "setting") return false;
  return [line.key, line.value].some((token) => start >= token.start && end <= token.end && end > start);
}
