// The question before a file is applied: everything that would be set, in the question itself or in a page behind it.
import { Disposable, EventEmitter, l10n, Uri, ViewColumn, window, workspace } from "vscode";

const SCHEME = "conntrack-apply";
const PAGE_NAME = l10n.t("Changes to apply");
const PAGE = Uri.from({ scheme: SCHEME, path: `/${PAGE_NAME}` });
/** Lines of a dialog that are in sight on a small screen. */
const MOST_LINES = 24;

interface Asked {
  /** Its name: with a remote window it is not the machine that the person sits at. */
  readonly host: string;
  /** How many. */
  readonly settings: number;
  /** What each becomes. */
  readonly text: string;
  /** Whether no sudo is needed. */
  readonly root: boolean;
}

export class ApplyQuestion implements Disposable {
  private readonly changed = new EventEmitter<Uri>();
  private readonly registered: Disposable;
  private text = "";

  constructor() {
    const provider = { onDidChange: this.changed.event, provideTextDocumentContent: () => this.text };
    this.registered = Disposable.from(this.changed, workspace.registerTextDocumentContentProvider(SCHEME, provider));
  }

  /** False where the person left. */
  async ask({ host, settings, text, root }: Asked): Promise<boolean> {
    const lines = text.split("\n");
    let detail = text;
    if (lines.length > MOST_LINES) {
      await this.show(text);
      const more = l10n.t('{count} more lines; see all of them in "{page}".', { count: lines.length - MOST_LINES, page: PAGE_NAME });
      detail = `${lines.slice(0, MOST_LINES).join("\n")}\n...\n\n${more}`;
    }
    const yes = l10n.t("Run {command} in a Terminal", { command: root ? "sysctl -p" : "sudo sysctl -p" });
    const title =
      settings === 1 ? l10n.t("Apply 1 setting to {host}?", { host }) : l10n.t("Apply {settings} settings to {host}?", { settings, host });
    return (await window.showWarningMessage(title, { modal: true, detail }, yes)) === yes;
  }

  private async show(text: string): Promise<void> {
    this.text = text;
    this.changed.fire(PAGE);
    await window.showTextDocument(await workspace.openTextDocument(PAGE), { viewColumn: ViewColumn.Beside, preserveFocus: true });
  }

  dispose(): void {
    this.registered.dispose();
  }
}
