// "Diagnose Log" and "Analyze Table Dump": from a text to a diagnosis page.
import { Disposable, ProgressLocation, Uri, window } from "vscode";
import { type HostPort, type HostReading, UnusableText } from "../core/diagnosis/index.ts";
import { visibleMessage } from "../core/language/index.ts";
import type { DiagnosisPanels, ShownDiagnosis } from "./diagnosis-panel.ts";
import { CannotRead, fromFile, type HostText, pickHost, pickHostText, readHostText } from "./host-text.ts";
import type { Log } from "./log.ts";

export function registerDiagnoseCommands(panels: DiagnosisPanels, port: HostPort | undefined, log: Log): Disposable {
  return Disposable.from(
    log.command("conntrack.diagnoseLog", (where) => run("Conntrack: Diagnose Log", false, where, panels, port)),
    log.command("conntrack.analyzeDump", (where) => run("Conntrack: Analyze Table Dump", true, where, panels, port)),
  );
}

/** `table`: a dump is looked for. `where` is the address of a file; without it the person is asked. */
async function run(
  title: string,
  table: boolean,
  where: unknown,
  panels: DiagnosisPanels,
  port: HostPort | undefined,
): Promise<ShownDiagnosis | undefined> {
  try {
    const text = where instanceof Uri ? await fromFile(where, port) : await pickHostText(title, !table, port);
    const from = where instanceof Uri ? { host: undefined } : text && (await pickHost(title, port));
    return text && from && (await show(title, table, text, from.host, panels));
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
): Promise<ShownDiagnosis | undefined> {
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
  if (table && !evidence.table?.entries)
    throw new CannotRead(`No line of ${text.name} is an entry of a conntrack table. It reads /proc/net/nf_conntrack and conntrack -L.`);
  return panels.show(evidence, text.name);
}
