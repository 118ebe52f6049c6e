// Rules that no file holds (of the clipboard, of this host) as read-only documents, so that a page can show their lines.
import { Disposable, EventEmitter, Uri, workspace } from "vscode";
import type { FirewallText } from "./firewall-texts.ts";

const SCHEME = "conntrack-rules";

export class RuleTexts implements Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly registered: Disposable;

  constructor() {
    this.registered = Disposable.from(
      this.changed,
      workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.changed.event,
        provideTextDocumentContent: (uri) => this.texts.get(uri.toString()) ?? "",
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString())),
    );
  }

  /** The address of a document that shows the text. */
  show({ name, text }: Pick<FirewallText, "name" | "text">): Uri {
    const uri = Uri.from({ scheme: SCHEME, path: `/${name}` });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.registered.dispose();
  }
}
