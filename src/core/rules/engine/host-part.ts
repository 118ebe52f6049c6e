// A file within the configuration that it is a part of: a whole tree, or the file alone.

import { ALONE } from "../../boot/alone.ts";
import { linesOf, statementsOf } from "../../boot/appliers/lines.ts";
import type { Event } from "../../boot/appliers/run.ts";
import type { SetStatement, Statement } from "../../boot/appliers/statement.ts";
import type { HostConfiguration } from "../../boot/configuration.ts";
import type { LineFate } from "../../boot/fates.ts";
import type { TreeFile } from "../../boot/tree/tree.ts";
import { TCP_KEEPALIVE_TIME } from "../../kernel/related.ts";
import { BUCKETS_PATH, MAX_PATH } from "../../kernel/table-keys.ts";
import { FEATURE_SWITCHES } from "../../sizing/features.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import { keptWith } from "../../text/kept-with.ts";
import { homeOf } from "./host-words.ts";

export interface HostPart {
  readonly configuration: HostConfiguration;
  /** The file, links resolved, as the tree names it. */
  readonly home: string;
  /** The same file, where whoever asks has it at hand. */
  readonly file?: TreeFile;
}

/** What became of the lines of the file, as they were written. */
export function fatesIn({ configuration, home }: HostPart): readonly LineFate[] {
  return fatesByFile(configuration).get(home) ?? [];
}

const fatesByFile = keptWith(({ lines }: HostConfiguration): ReadonlyMap<string, readonly LineFate[]> => {
  const byHome = new Map<string, LineFate[]>();
  for (const fate of lines) {
    const home = homeOf(fate.file);
    const known = byHome.get(home);
    if (known) known.push(fate);
    else byHome.set(home, [fate]);
  }
  return byHome;
});

/** The lines of a document as its configuration has read them, and what the program did with each. */
export interface AppliedLines {
  readonly statements: readonly Statement[];
  readonly eventOf: (statement: SetStatement) => Event | undefined;
}

export function appliedLines(document: SysctlDocument, part: HostPart): AppliedLines {
  const { configuration } = part;
  const file = fileOf(part);
  if (file?.reading.problem === undefined && file?.reading.text === document.text)
    return { statements: linesOf(configuration.applier, file).all, eventOf: configuration.eventOf };
  // An editor's text lacks the byte-order mark of the file's, or is a moment ahead.
  const known = new Map(fatesIn(part).map(({ statement, event }) => [signatureOf(statement), event]));
  const statements = statementsOf(configuration.applier, document, () => true).all;
  return { statements, eventOf: (statement) => known.get(signatureOf(statement)) };
}

function fileOf({ configuration, home, file }: HostPart): TreeFile | undefined {
  if (file) return file;
  // A file alone: nothing to look up.
  return home === ALONE ? configuration.plan.runs[0]?.[0] : filesByHome(configuration).get(home);
}

const filesByHome = keptWith(
  ({ plan: { runs, passed } }: HostConfiguration): ReadonlyMap<string, TreeFile> =>
    new Map([...passed.map(({ file }) => file), ...runs.flat()].map((file) => [homeOf(file), file])),
);

function signatureOf({ line, key, value }: SetStatement): string {
  return `${line} ${key}=${value}`;
}

interface Starts {
  readonly configuration: HostConfiguration;
  readonly lines: ReadonlySet<number>;
}

const starts = keptWith((_: SysctlDocument): { latest?: Starts } => ({}));

/** Whether the applier has a line that begins on a line of the editor's: others are a part of the one above. */
export function beginsOn(line: number, document: SysctlDocument, part: HostPart): boolean {
  const known = starts(document);
  if (known.latest?.configuration !== part.configuration) {
    known.latest = {
      configuration: part.configuration,
      lines: new Set(appliedLines(document, part).statements.map((statement) => statement.line)),
    };
  }
  return known.latest.lines.has(line);
}

/** The write that sets a key in the end, where it is one of the file. */
export function ownWinner(path: string, { configuration, home }: HostPart): Event | undefined {
  const winner = configuration.winner(path);
  return winner && homeOf(winner.file) === home ? winner : undefined;
}

/** Whether no program gets to write the line: the kernel never sees it. */
export function isNeverWritten(event: Event | undefined): boolean {
  return event === undefined || event.result === "replaced" || event.result === "cancelled" || event.result === "excluded";
}

/** All that the rules of one file see of the tree, in one text: where it is the same, so are their findings. */
export function viewOf(part: HostPart): string {
  const { configuration } = part;
  const figures = WHOLE_TREE.map((path) => {
    const own = ownWinner(path, part);
    return `${configuration.finalValue(path)} ${configuration.isOpen(path)} ${own?.statement.line ?? configuration.winner(path)?.file.path}`;
  });
  const lines = fatesIn(part).map(({ path, statement, fate, event, by }) => {
    const bound = event?.verdict?.cause?.kind === "order" ? event.verdict.cause.bound : "";
    return `${statement.line} ${path} ${fate} ${event?.result} ${bound} ${by?.file.path} ${by?.statement.line}`;
  });
  return [...figures, ...lines].join("\n");
}

/** Keys whose value in the whole tree a rule about one file asks for. */
const WHOLE_TREE: readonly string[] = [
  MAX_PATH,
  BUCKETS_PATH,
  "net/netfilter/nf_conntrack_frag6_low_thresh",
  "net/netfilter/nf_conntrack_frag6_high_thresh",
  TCP_KEEPALIVE_TIME,
  ...FEATURE_SWITCHES.map(([path]) => path),
];
