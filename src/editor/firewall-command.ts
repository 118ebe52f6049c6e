// "Do I Need Tracking?": from rules, wherever they are, to a page and to findings beside their lines.
import { Disposable, type ExtensionContext, l10n, Uri, type WebviewPanel, window } from "vscode";
import { type HostPort, noEntries } from "../core/diagnosis/index.ts";
import { PortCounts } from "../core/firewall/index.ts";
import { visibleMessage } from "../core/language/index.ts";
import { FirewallFindings } from "./firewall-findings.ts";
import { FirewallPanels, type ShownFirewall } from "./firewall-panel.ts";
import { fromDocument, pickFirewall } from "./firewall-source.ts";
import type { FirewallTask } from "./firewall-task.ts";
import { CannotRead } from "./host-text.ts";
import type { Log } from "./log.ts";
import { pickHostText } from "./pick-host-text.ts";
import { RuleTexts } from "./rule-texts.ts";

const TITLE = l10n.t("Conntrack: Do I Need Tracking?");

interface Firewall extends Disposable {
  /** `where` is the address of a document; without it the person is asked. */
  open(where: unknown): Promise<ShownFirewall | undefined>;
  restore(panel: WebviewPanel, state: unknown): Promise<void>;
}

/** `task` reads the rules of this host, where there is one. */
export function startFirewall(context: ExtensionContext, port: HostPort | undefined, task: FirewallTask | undefined, log: Log): Firewall {
  const [findings, texts] = [new FirewallFindings(), new RuleTexts()];
  const panels = new FirewallPanels(context, findings, { texts, countDump: () => told(() => countDump(port)) }, log);
  return {
    open: (where) =>
      told(async () => {
        const source = where instanceof Uri ? await fromDocument(where) : await pickFirewall(TITLE, task);
        return source && panels.show(source);
      }),
    restore: (panel, state) => panels.restore(panel, state),
    dispose: () => Disposable.from(findings, texts, panels, ...(task ? [task] : [])).dispose(),
  };
}

/** What cannot be read is told to the person. */
async function told<T>(work: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CannotRead)) throw error;
    void window.showErrorMessage(visibleMessage(`${TITLE} ${error.message}`));
    return undefined;
  }
}

/** Lines longer than this are no entry. */
const LONGEST = 16_384;

async function countDump(port: HostPort | undefined): Promise<PortCounts | undefined> {
  const text = await pickHostText(l10n.t("Conntrack: Read a Table Dump"), port);
  if (!text) return undefined;
  const counts = new PortCounts();
  const decoder = new TextDecoder("latin1");
  let rest = "";
  let slice = performance.now();
  for await (const piece of text.pieces()) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = (lines.pop() ?? "").slice(0, LONGEST);
    for (const line of lines) counts.line(line);
    if (performance.now() - slice < SLICE) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    slice = performance.now();
  }
  counts.line(rest);
  if (counts.ports.length === 0) throw new CannotRead(noEntries(text.name));
  return counts;
}

/** Milliseconds at a time. */
const SLICE = 8;
