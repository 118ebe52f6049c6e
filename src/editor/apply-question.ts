// The question before a file is applied: everything that would be set, in the question itself or in a page behind it.
import { Disposable, EventEmitter, Uri, ViewColumn, window, workspace } from "vscode";

const SCHEME = "conntrack-apply";
const PAGE = Uri.from({ scheme: SCHEME, path: "/Changes to apply" });
/** Lines of a dialog that are in sight on a small screen. */
const MOST_LINES = 24;

export class ApplyQuestion implements Disposable {
  private readonly changed = new EventEmitter<Uri>();
  private readonly registered: Disposable;
  private text = "";

  constructor() {
    const provider = { onDidChange: this.changed.event, provideTextDocumentContent: () => this.text };
    this.registered = Disposable.from(this.changed, workspace.registerTextDocumentContentProvider(SCHEME, provider));
  }

  /** `settings` is the number of them, `text` tells what each becomes. False where the person left. */
  async ask(settings: number, text: string, root: boolean): Promise<boolean> {
    const lines = text.split("\n");
    let detail = text;
    if (lines.length > MOST_LINES) {
      await this.show(text);
      detail = `${lines.slice(0, MOST_LINES).join("\n")}\n...\n\n${lines.length - MOST_LINES} more lines; see all of them in "Changes to apply".`;
    }
    const yes = `Run ${root ? "" : "sudo "}sysctl -p in a Terminal`;
    const title = `Apply ${settings === 1 ? "1 setting" : `${settings} settings`} to this host?`;
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
