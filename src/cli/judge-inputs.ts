// Judges one input after the other, tells a report of it, and counts.
import {
  controlComments,
  type EmbeddedDocument,
  type EmbeddedKind,
  type Linted,
  type LintOptions,
  lintEmbedded,
  lintUpTo,
  mayHoldSettings,
  moreFindings,
  parse,
  type Severity,
  targetOf,
  totalOf,
} from "../core/language/index.ts";
import type { ChangedLine } from "./changed-lines.ts";
import type { ExitCode } from "./command.ts";
import { readerOf } from "./embedded.ts";
import { fixInput, type TextInput } from "./fix-input.ts";
import { readInputs } from "./inputs.ts";
import { collectGarbage, isLarge } from "./new-objects.ts";
import type { Output } from "./output.ts";
import { countFindings, type JudgedFile, type Notice, type Report } from "./report.ts";
import { counted } from "./style.ts";
import { UsageError } from "./usage-error.ts";
import { visible } from "./visible.ts";

export interface Work {
  readonly paths: readonly string[];
  readonly languages: ReadonlySet<EmbeddedKind>;
  readonly options: LintOptions;
  readonly mostWarnings: number;
  readonly fixing: boolean;
  /** Fixes go into the file itself. */
  readonly inPlace: boolean;
  readonly report: Report;
  /** Where the report goes. */
  readonly write: (text: string) => Promise<void>;
}

export async function judgeInputs(
  { paths, languages, options, mostWarnings, fixing, inPlace, report, write }: Work,
  output: Output,
): Promise<ExitCode> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  const notices: Notice[] = [];
  let [files, filesWithFindings, unread, fixed, unwritten] = [0, 0, 0, 0, 0];
  let begun = false;
  const begin = async (): Promise<void> => {
    if (!begun) for (const piece of report.begin()) await write(piece);
    begun = true;
  };
  const tell = (path: string, message: string, level: Notice["level"]): void => {
    notices.push({ path, message, level });
    output.say(`${path === "-" ? "<stdin>" : visible(path)}: ${visible(message)}`);
  };
  const fix = async (input: TextInput): Promise<Fixed> => {
    const result = await fixInput(input, options, inPlace);
    if (isLarge(input.text)) collectGarbage();
    if ("problem" in result) {
      tell(input.path, `not fixed: ${result.problem}`, "error");
      unwritten++;
      return { text: input.text, changed: [] };
    }
    if (result.text !== input.text) fixed++;
    if (input.real === undefined) await output.writeAsIs(result.text);
    return result;
  };
  // A function of its own: what it has made is gone by the time that the memory is tidied up.
  const take = async (input: TextInput): Promise<void> => {
    let judged: Judged | undefined;
    try {
      const { text, changed } = fixing ? await fix(input) : { text: input.text, changed: [] };
      const found = await judge(input, text, options);
      judged = found && { ...found, changed };
    } catch (error) {
      if (error instanceof UsageError) throw error;
      tell(input.path, `could not be checked because of a bug in this program: ${error}`, "error");
      unread++;
    }
    if (!judged) return;
    files++;
    if (judged.findings.length > 0) filesWithFindings++;
    countFindings(judged, counts);
    for (const piece of report.file(judged)) await write(piece);
    const more = totalOf(judged.omitted);
    if (more > 0) tell(input.path, moreFindings(more), "note");
    for (const reason of judged.left) tell(input.path, reason, "note");
  };
  for await (const input of readInputs(paths, languages)) {
    // Not before the first input: a mistake in what to read leaves no half a report.
    await begin();
    if ("note" in input) tell(input.path, input.note, "note");
    if ("problem" in input) {
      tell(input.path, input.problem, "error");
      unread++;
    }
    if (!("text" in input)) continue;
    await take(input);
    if (isLarge(input.text)) collectGarbage();
  }
  await begin();
  const tooMany = counts.warning > mostWarnings;
  const exitCode = unread + unwritten > 0 ? 2 : counts.error > 0 || tooMany ? 1 : 0;
  const totals = { files, filesWithFindings, unread, fixed: fixing ? fixed : undefined, unwritten, counts, notices, exitCode } as const;
  for (const piece of report.end(totals)) await write(piece);
  if (tooMany) output.say(`${counted(counts.warning, "warning")}, more than --max-warnings ${mostWarnings} allows`);
  return exitCode;
}

type Fixed = { readonly text: string; readonly changed: readonly ChangedLine[] };
type Judged = JudgedFile & Pick<Linted, "omitted" | "left">;

/** Undefined for a file that nobody named and that sets nothing. */
async function judge({ path, kind, found }: TextInput, text: string, options: LintOptions): Promise<Judged | undefined> {
  const embedded = kind === "sysctl" ? undefined : mayHoldSettings(text) ? (await readerOf(kind))(text) : NOTHING;
  if (found && embedded?.parts.length === 0 && embedded.others.length === 0) return undefined;
  const document = parse(text);
  const target = targetOf(options.target, controlComments(document));
  const linted = embedded ? lintEmbedded(document, embedded, options) : lintUpTo(document, options);
  return { path, document, ...linted, ownTarget: target === options.target ? undefined : target };
}

const NOTHING: EmbeddedDocument = { parts: [], others: [], left: [] };
