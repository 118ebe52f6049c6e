// What the calculator page asks its host to do: measure, write, copy, save, open. Answers with a message for the page.
import { env, l10n, Uri, window, workspace } from "vscode";
import { type HostPort, hostTarget } from "../core/diagnosis/index.ts";
import { type HostMessage, openedPlan, type PageMessage, PLAN_FILE_ENDING, planOfTarget, type Setting } from "../core/plan/index.ts";
import type { CalculatorSource } from "./calculator-source.ts";
import type { DocumentCache } from "./document-cache.ts";
import { type PlannedText, writeInto, writeToChosenFile } from "./write-settings.ts";

type Action = Exclude<PageMessage, { readonly type: "ready" | "choose-file" }>;

export interface ActionParts {
  readonly source: CalculatorSource;
  readonly documents: DocumentCache;
  readonly port: HostPort | undefined;
  readonly planned: PlannedText;
}

/** Undefined where there is nothing to say, as when a dialog was left. Throws what the editor throws. */
export async function act(message: Action, parts: ActionParts): Promise<HostMessage | undefined> {
  const { source, documents, port } = parts;
  switch (message.type) {
    case "show-file":
      return showFile(source);
    case "use-host": {
      const target = hostTarget(port?.machine());
      return target
        ? { type: "plan", name: l10n.t("this host"), plan: planOfTarget(target), over: true }
        : notice(l10n.t("This host is not a Linux host."), true);
    }
    case "fill":
      return (await import("./measure-traffic.ts")).measureTraffic(message.from, port);
    case "write":
      return message.to === "source" ? write(message.settings, parts) : writeElsewhere(message.settings, documents);
    case "compare":
      return compare(message.settings, parts);
    case "copy":
      await env.clipboard.writeText(message.text);
      return notice(l10n.t("Copied: {what}.", { what: message.what }));
    case "open-plan":
      return openPlan(source);
    case "save-plan":
      return save(message.text, `conntrack${PLAN_FILE_ENDING}`, { [l10n.t("Conntrack plan")]: ["json"] }, source);
    case "save-report":
      return save(message.text, "conntrack-report.md", { Markdown: ["md"] }, source);
    case "save-image":
      return save(message.png, "conntrack-charts.png", { Image: ["png"] }, source);
  }
}

function notice(text: string, failed = false): HostMessage {
  return { type: "notice", text, failed };
}

async function showFile(source: CalculatorSource): Promise<HostMessage | undefined> {
  const document = await source.document();
  if (!document) return notice(l10n.t("The file cannot be read."), true);
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  await window.showTextDocument(document, shown?.viewColumn === undefined ? {} : { viewColumn: shown.viewColumn });
  return undefined;
}

async function write(settings: readonly Setting[], { source, documents }: ActionParts): Promise<HostMessage> {
  const document = await source.document();
  if (!document) return notice(l10n.t("The file cannot be read."), true);
  const { text, failed } = await writeInto(document, source.name ?? "", settings, documents);
  return notice(text, failed);
}

async function writeElsewhere(settings: readonly Setting[], documents: DocumentCache): Promise<HostMessage | undefined> {
  const result = await writeToChosenFile(settings, documents);
  return result && notice(result.text, result.failed);
}

async function compare(settings: readonly Setting[], { source, documents, planned }: ActionParts): Promise<HostMessage | undefined> {
  const document = await source.document();
  if (!document) return notice(l10n.t("The file cannot be read."), true);
  await planned.show(document, settings, documents);
  return undefined;
}

async function openPlan(source: CalculatorSource): Promise<HostMessage | undefined> {
  const folder = folderOf(source);
  const [uri] =
    (await window.showOpenDialog({
      title: l10n.t("Open a Conntrack Plan"),
      openLabel: l10n.t("Open Plan"),
      filters: { [l10n.t("Conntrack plan")]: ["json"] },
      ...(folder ? { defaultUri: folder } : {}),
    })) ?? [];
  if (!uri) return undefined;
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  return openedPlan(name, new TextDecoder().decode(await workspace.fs.readFile(uri)));
}

async function save(
  content: string | Uint8Array,
  name: string,
  filters: Readonly<Record<string, string[]>>,
  source: CalculatorSource,
): Promise<HostMessage | undefined> {
  const folder = folderOf(source);
  const uri = await window.showSaveDialog({ filters, ...(folder ? { defaultUri: Uri.joinPath(folder, name) } : {}) });
  if (!uri) return undefined;
  await workspace.fs.writeFile(uri, typeof content === "string" ? new TextEncoder().encode(content) : content);
  return notice(l10n.t("Saved {file}.", { file: uri.path.slice(uri.path.lastIndexOf("/") + 1) }));
}

/** Beside the file, or in the first folder. */
function folderOf({ uri }: CalculatorSource): Uri | undefined {
  return uri && uri.scheme !== "untitled" ? Uri.joinPath(uri, "..") : workspace.workspaceFolders?.[0]?.uri;
}
