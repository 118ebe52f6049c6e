// "Diagnose Log" and "Analyze Table Dump": from a text to a diagnosis page.
import { Disposable, ProgressLocation, Uri, window } from "vscode";
import { type Evidence, type HostPort, type HostReading, ownerQuestion, UnusableText } from "../core/diagnosis/index.ts";
import { visibleMessage } from "../core/language/index.ts";
import type { DiagnosisPanels, Origin, ShownDiagnosis } from "./diagnosis-panel.ts";
import { configuredHere, configuredInWorkspace, readHostEvidence } from "./host-evidence.ts";
import { CannotRead, fromFile, type HostText, pickHost, pickHostText, readHostText } from "./host-text.ts";
import type { HostTrees } from "./host-trees.ts";
import type { Log } from "./log.ts";

export function registerDiagnoseCommands(panels: DiagnosisPanels, port: HostPort | undefined, trees: HostTrees, log: Log): Disposable {
  return Disposable.from(
    log.command("conntrack.diagnoseLog", (where) => run("Conntrack: Diagnose Log", false, where, panels, port, trees)),
    log.command("conntrack.analyzeDump", (where) => run("Conntrack: Analyze Table Dump", true, where, panels, port, trees)),
  );
}

/** `table`: a dump is looked for. `where` is the address of a file; without it the person is asked. */
async function run(
  title: string,
  table: boolean,
  where: unknown,
  panels: DiagnosisPanels,
  port: HostPort | undefined,
  trees: HostTrees,
): Promise<ShownDiagnosis | undefined> {
  try {
    const text = where instanceof Uri ? await fromFile(where, port) : await pickHostText(title, !table, port);
    const from = where instanceof Uri ? { host: undefined } : text && (await pickHost(title, port));
    return text && from && (await show(title, table, text, from.host, panels, trees, port));
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
  host: HostReading | undefined,
  panels: DiagnosisPanels,
  trees: HostTrees,
  port: HostPort | undefined,
): Promise<ShownDiagnosis | undefined> {
  const evidence = await readEvidence(title, text, host, trees, port);
  if (!evidence) return undefined;
  if (table && !evidence.table?.entries)
    throw new CannotRead(`No line of ${text.name} is an entry of a conntrack table. It reads /proc/net/nf_conntrack and conntrack -L.`);
  return panels.show(evidence, text.name, text.file === undefined ? undefined : { file: text.file });
}

/** Undefined when it was cancelled. A text of this host is joined with this host's files, any other with the workspace's. */
async function readEvidence(
  title: string,
  text: HostText,
  host: HostReading | undefined,
  trees: HostTrees,
  port: HostPort | undefined,
): Promise<Evidence | undefined> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  const evidence = await window.withProgress(options, async (progress, token) => {
    try {
      return await readHostText(text, host, progress, token);
    } catch (error) {
      if (error instanceof UnusableText) throw new CannotRead(`${text.name}: ${error.message}.`);
      throw error;
    }
  });
  if (!evidence) return undefined;
  const own = host && (evidence.foreign ?? []).length === 0;
  const owners = own && evidence.table ? port?.owners(ownerQuestion(evidence.table)) : undefined;
  return { ...evidence, owners, configured: own ? await configuredHere(trees) : configuredInWorkspace(trees) };
}

/** The same reading later, for a page that is checked again; undefined where it fails, which is told. */
export async function readAgain(
  origin: Origin,
  before: Evidence,
  trees: HostTrees,
  port: HostPort | undefined,
): Promise<Evidence | undefined> {
  const title = "Conntrack: Check Again";
  try {
    if (origin === "host") {
      const evidence = port && (await readHostEvidence(port, trees));
      if (!evidence) throw new CannotRead("the extension does not run on Linux here.");
      return evidence;
    }
    return await readEvidence(title, await fromFile(Uri.parse(origin.file), port), before.host && port?.host(), trees, port);
  } catch (error) {
    if (!(error instanceof CannotRead)) throw error;
    void window.showErrorMessage(visibleMessage(`${title}: ${error.message}`));
    return undefined;
  }
}
