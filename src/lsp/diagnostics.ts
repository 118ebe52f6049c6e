// Findings as the protocol has them: of open documents, and of files that nobody has open.
import { statSync } from "node:fs";
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver/node";
import {
  type FileFindings,
  type FolderTree,
  isTooLong,
  isTooLongToRead,
  type Linted,
  lintUpTo,
  parse,
  type Severity,
  type ShownFinding,
  shownFindings,
  TOO_MUCH,
  unjudged,
} from "../core/language/index.ts";
import { readInside } from "../linux/index.ts";
import { fileOf } from "./addresses.ts";
import type { FolderPort } from "./folder-port.ts";
import type { OpenDocument } from "./open-documents.ts";
import { type Lines, toRange } from "./ranges.ts";
import type { Room } from "./room.ts";

const SOURCE = "conntrack";

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Of a file that was not read. */
const NO_LINES: Lines = { lineStarts: [0], contentStart: 0 };

/** As it stands now. */
export async function findingsOf(source: OpenDocument, room: Room): Promise<Diagnostic[]> {
  const tree = room.trees.hostOf(source.uri);
  const kind = room.kindOf(source);
  if (kind === "sysctl") {
    const inTree = room.trees.findingsIn(source);
    if (inTree) return toDiagnostics(source.uri, inTree.document, inTree, room, tree);
    if (isTooLong(source)) return [toDiagnostic(source.uri, NO_LINES, unjudged(TOO_MUCH.lines), room)];
    return toDiagnostics(source.uri, room.documents.get(source), room.documents.lintedIn(source), room, tree);
  }
  const reading = kind === "other" ? await room.others.of(source) : undefined;
  const inTree = room.trees.findingsIn(source);
  const isTooMuch = kind === "other" && !reading && isTooLongToRead(source.getText());
  return [
    ...(isTooMuch ? [toDiagnostic(source.uri, NO_LINES, unjudged(TOO_MUCH.embedded), room)] : []),
    ...(reading ? toDiagnostics(source.uri, reading.host, reading.linted, room) : []),
    ...(inTree ? toDiagnostics(source.uri, inTree.document, inTree, room, tree) : []),
  ];
}

/** Of a file of a tree as it was judged last. */
export function findingsInTree(uri: string, file: FileFindings, room: Room): Diagnostic[] {
  return toDiagnostics(uri, file.document, file, room, room.trees.hostOf(uri), true);
}

interface Kept {
  readonly stamp: string;
  readonly found: Diagnostic[];
}

const kept = new WeakMap<Room, Map<string, Kept>>();

/** Of a sysctl file of a folder that no editor has open; none where it cannot be read. It is judged again once it has changed. */
export function findingsInFile(uri: string, room: Room): Diagnostic[] {
  const inTree = room.trees.findingsOf(uri);
  if (inTree) return findingsInTree(uri, inTree, room);
  const folder = room.folders.of(uri);
  const path = fileOf(uri);
  if (!folder || path === undefined) return [];
  const known = kept.get(room) ?? new Map<string, Kept>();
  kept.set(room, known);
  const settings = room.settings.of(uri);
  const stamp = stampOf(path);
  const latest = known.get(uri);
  if (latest && stamp !== "" && latest.stamp === stamp) return latest.found;
  const reading = readInside(folder.path, path);
  let found: Diagnostic[] = [];
  if (reading.problem === undefined) {
    const document = parse(reading.text);
    found = toDiagnostics(uri, document, lintUpTo(document, settings), room, undefined, true);
  } else if (reading.problem === "too-large") found = [toDiagnostic(uri, NO_LINES, unjudged(reading.reason), room)];
  known.set(uri, { stamp, found });
  return found;
}

/** Settings may be others now. */
export function forgetFiles(room: Room): void {
  kept.delete(room);
}

function stampOf(path: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(path);
    return [mtimeMs, size, ino].join();
  } catch {
    return "";
  }
}

type Shown = Pick<Linted, "findings" | "omitted"> & Partial<Pick<Linted, "left">>;
type Tree = FolderTree<string, FolderPort>;

function toDiagnostics(uri: string, document: Lines & FileFindings["document"], shown: Shown, room: Room, tree?: Tree, isFile?: boolean) {
  return shownFindings(document, shown).map((finding) => toDiagnostic(uri, document, finding, room, tree, isFile));
}

function toDiagnostic(uri: string, document: Lines, finding: ShownFinding, room: Room, tree?: Tree, isFile = false): Diagnostic {
  const own = room.open.get(uri)?.written ?? uri;
  return {
    range: toRange(document, finding, isFile),
    message: finding.message,
    severity: SEVERITY[finding.severity],
    source: SOURCE,
    ...(finding.rule !== undefined && { code: finding.rule }),
    ...(finding.related.length > 0 && {
      relatedInformation: finding.related.map(({ file, document: lines, message, ...span }) => {
        const elsewhere = file === undefined || !tree ? undefined : room.trees.uriOf(tree, file);
        const place = elsewhere === undefined ? own : (room.open.get(elsewhere)?.written ?? elsewhere);
        return { location: { uri: place, range: toRange(lines, span, isFile || elsewhere !== undefined) }, message };
      }),
    }),
  };
}
