// A file within the configuration that it is a part of: a whole tree, or the file alone.

import { linesOf, statementsOf } from "../../boot/appliers/lines.ts";
import type { SetStatement, Statement } from "../../boot/appliers/statement.ts";
import type { EffectiveSetting, HostConfiguration } from "../../boot/effective.ts";
import type { LineFate } from "../../boot/fates.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import { TCP_KEEPALIVE_TIME } from "../../kernel/related.ts";
import { FEATURE_SWITCHES } from "../../sizing/features.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import { homeOf } from "./host-words.ts";

export interface HostPart {
  readonly configuration: HostConfiguration;
  /** The file, links resolved, as the tree names it. */
  readonly home: string;
}

interface Index {
  readonly inOrder: readonly LineFate[];
  /** What a pattern does to each key that it matches, or the one fate of any other line. */
  readonly byStatement: ReadonlyMap<Statement, LineFate | readonly LineFate[]>;
}

const indexes = new WeakMap<HostConfiguration, ReadonlyMap<string, Index>>();

/** What became of the lines of the file, as they were written. */
export function fatesIn(part: HostPart): readonly LineFate[] {
  return indexOf(part)?.inOrder ?? [];
}

/** What became of a line of the file; of a pattern there are several, and this is one of them. */
export function fateOf(statement: Statement, part: HostPart): LineFate | undefined {
  const found = indexOf(part)?.byStatement.get(statement);
  return found && (isOne(found) ? found : found[0]);
}

function isOne(found: LineFate | readonly LineFate[]): found is LineFate {
  return "fate" in found;
}

/** The lines of a document as the configuration has read them, with what became of each. */
export function appliedLines(document: SysctlDocument, part: HostPart): readonly (readonly [SetStatement, LineFate | undefined])[] {
  const { lines, isSame } = readingOf(document, part);
  if (isSame) return setsOf(lines).map((statement) => [statement, fateOf(statement, part)]);
  const known = new Map(fatesIn(part).map((fate) => [signatureOf(fate.statement), fate]));
  return setsOf(lines).map((statement) => [statement, known.get(signatureOf(statement))]);
}

const starts = new WeakMap<SysctlDocument, { readonly configuration: HostConfiguration; readonly lines: ReadonlySet<number> }>();

/** Whether the applier has a line that begins on a line of the editor's: others are a part of the one above. */
export function beginsOn(line: number, document: SysctlDocument, part: HostPart): boolean {
  let known = starts.get(document);
  if (known?.configuration !== part.configuration) {
    known = { configuration: part.configuration, lines: new Set(readingOf(document, part).lines.map((statement) => statement.line)) };
    starts.set(document, known);
  }
  return known.lines.has(line);
}

function readingOf(document: SysctlDocument, part: HostPart): { readonly lines: readonly Statement[]; readonly isSame: boolean } {
  const { plan, applier } = part.configuration;
  const isHome = (file: TreeFile): boolean => homeOf(file) === part.home;
  const file = plan.runs.flat().find(isHome) ?? plan.passed.map((passed) => passed.file).find(isHome);
  const isSame = file?.reading.problem === undefined && file?.reading.text === document.text;
  // Otherwise an editor's text lacks the byte-order mark of the file's, or is a moment ahead.
  return { lines: (file && isSame ? linesOf(applier, file) : statementsOf(applier, document, () => true)).all, isSame };
}

function setsOf(statements: readonly Statement[]): readonly SetStatement[] {
  return statements.filter((statement) => statement.kind === "set");
}

function signatureOf({ line, key, value }: SetStatement): string {
  return `${line} ${key}=${value}`;
}

/** The line that sets a key in the end, where it is one of the file. */
export function ownWinner(path: string, part: HostPart): EffectiveSetting | undefined {
  const winner = winnerOf(path, part);
  return winner && homeOf(winner.line.file) === part.home ? winner : undefined;
}

export function winnerOf(path: string, { configuration }: HostPart): EffectiveSetting | undefined {
  return configuration.settings.find((setting) => setting.path === path);
}

/** Whether no program gets to write the line: the kernel never sees it. */
export function isNeverWritten({ event }: LineFate): boolean {
  return event === undefined || event.result === "replaced" || event.result === "cancelled" || event.result === "excluded";
}

/** All that the rules of one file see of the tree, in one text: where it is the same, so are their findings. */
export function viewOf(part: HostPart): string {
  const { configuration } = part;
  const figures = WHOLE_TREE.map((path) => {
    const own = ownWinner(path, part);
    return `${configuration.finalValue(path)} ${configuration.isOpen(path)} ${own?.line.statement.line ?? winnerOf(path, part)?.line.file.path}`;
  });
  const lines = fatesIn(part).map(({ path, statement, fate, event, by }) => {
    const bound = event?.verdict?.cause?.kind === "order" ? event.verdict.cause.bound : "";
    return `${statement.line} ${path} ${fate} ${event?.result} ${bound} ${by?.file.path} ${by?.statement.line}`;
  });
  return [...figures, ...lines].join("\n");
}

/** Keys whose value in the whole tree a rule about one file asks for. */
const WHOLE_TREE: readonly string[] = [
  "net/netfilter/nf_conntrack_max",
  "net/netfilter/nf_conntrack_buckets",
  "net/netfilter/nf_conntrack_frag6_low_thresh",
  "net/netfilter/nf_conntrack_frag6_high_thresh",
  TCP_KEEPALIVE_TIME,
  ...FEATURE_SWITCHES.map(([path]) => path),
];

function indexOf({ configuration, home }: HostPart): Index | undefined {
  let byHome = indexes.get(configuration);
  if (!byHome) {
    byHome = indexed(configuration);
    indexes.set(configuration, byHome);
  }
  return byHome.get(home);
}

function indexed({ lines }: HostConfiguration): ReadonlyMap<string, Index> {
  const byHome = new Map<string, { readonly inOrder: LineFate[]; readonly byStatement: Map<Statement, LineFate | readonly LineFate[]> }>();
  for (const fate of lines) {
    const home = homeOf(fate.file);
    let index = byHome.get(home);
    if (!index) {
      index = { inOrder: [], byStatement: new Map() };
      byHome.set(home, index);
    }
    index.inOrder.push(fate);
    const known = index.byStatement.get(fate.statement);
    if (known === undefined) index.byStatement.set(fate.statement, fate);
    else index.byStatement.set(fate.statement, isOne(known) ? [known, fate] : [...known, fate]);
  }
  return byHome;
}
