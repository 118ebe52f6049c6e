// "Diagnose Log" and "Analyze Table Dump": from a text to a diagnosis page.
import { l10n, ProgressLocation, Uri, window } from "vscode";
import { type Evidence, type HostPort, type HostReading, noEntries, ofMachine, ownerQuestion } from "../core/diagnosis/index.ts";
import { visibleMessage } from "../core/language/index.ts";
import type { Origin } from "./diagnosis-kept.ts";
import type { DiagnosisPanels, PageReader, ShownDiagnosis } from "./diagnosis-panel.ts";
import { configuredHere, configuredInWorkspace, readHostEvidence } from "./host-evidence.ts";
import { CannotRead, fromFile, type HostText, type MaybeFrom, readHostText } from "./host-text.ts";
import type { HostTrees } from "./host-trees.ts";
import { pickHostText } from "./pick-host-text.ts";

/** `table`: a dump is looked for. `where` is the address of a file; without it the person is asked. */
export async function showText(
  title: string,
  table: boolean,
  where: unknown,
  panels: DiagnosisPanels,
  port: HostPort | undefined,
  trees: HostTrees,
): Promise<ShownDiagnosis | undefined> {
  try {
    const text = where instanceof Uri ? await fromFile(where, port) : await pickHostText(title, port);
    return text && (await show(title, table, text, panels, trees, port));
  } catch (error) {
    if (!(error instanceof CannotRead)) throw error;
    void window.showErrorMessage(visibleMessage(`${title}: ${error.message}`));
    return undefined;
  }
}

async function show(
  title: string,
  table: boolean,
  text: HostText,
  panels: DiagnosisPanels,
  trees: HostTrees,
  port: HostPort | undefined,
): Promise<ShownDiagnosis | undefined> {
  const evidence = await readEvidence(title, text, { host: hostAtHand(port), guessed: true }, trees, port);
  if (!evidence) return undefined;
  if (table && !evidence.table?.entries) throw new CannotRead(noEntries(text.name));
  return panels.show(evidence, text.name, text.file === undefined ? undefined : { file: text.file });
}

/** Undefined where no table runs. */
function hostAtHand(port: HostPort | undefined): HostReading | undefined {
  return port?.fill() ? port.host() : undefined;
}

/** Undefined when it was cancelled. A text of this host is joined with this host's files, any other with the workspace's. */
async function readEvidence(
  title: string,
  text: HostText,
  from: MaybeFrom,
  trees: HostTrees,
  port: HostPort | undefined,
): Promise<Evidence | undefined> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  const evidence = await window.withProgress(options, (progress, token) => readHostText(text, from, progress, token));
  return evidence && joinedWithFiles(evidence, trees, port);
}

async function joinedWithFiles(evidence: Evidence, trees: HostTrees, port: HostPort | undefined): Promise<Evidence> {
  const own = evidence.host !== undefined && (evidence.foreign ?? []).length === 0;
  const owners = own && evidence.table ? port?.owners(ownerQuestion(evidence.table)) : undefined;
  return { ...evidence, owners, configured: own ? await configuredHere(trees) : configuredInWorkspace(trees) };
}

/** What pages are read again by. */
export function pageReader(trees: HostTrees, port: HostPort | undefined): PageReader {
  return {
    hostAtHand: () => port?.fill() !== undefined,
    again: (origin, here) => readAgain(origin, here, trees, port),
    moved: (evidence, here) => joinedWithFiles(ofMachine(evidence, here ? hostAtHand(port) : undefined), trees, port),
  };
}

/** The same reading later; undefined where it fails, which is told. */
async function readAgain(origin: Origin, here: boolean, trees: HostTrees, port: HostPort | undefined): Promise<Evidence | undefined> {
  const title = l10n.t("Conntrack: Check Again");
  try {
    if (origin === "host") {
      const evidence = port && (await readHostEvidence(port, trees));
      if (!evidence) throw new CannotRead(l10n.t("the extension does not run on a Linux host."));
      return evidence;
    }
    const from = { host: here ? hostAtHand(port) : undefined, guessed: false };
    return await readEvidence(title, await fromFile(Uri.parse(origin.file), port), from, trees, port);
  } catch (error) {
    if (!(error instanceof CannotRead)) throw error;
    void window.showErrorMessage(visibleMessage(`${title}: ${error.message}`));
    return undefined;
  }
}
