// Where rule sets come from: the selection, a document, a file, the clipboard, or the programs of this host.
import { env, l10n, type QuickPickItem, type TextDocument, Uri, window, workspace } from "vscode";
import { rulesByLine } from "../core/firewall/index.ts";
import type { FirewallTask } from "./firewall-task.ts";
import type { FirewallSource, FirewallText } from "./firewall-texts.ts";
import { CannotRead } from "./host-text.ts";

interface Choice extends QuickPickItem {
  readonly take: () => Promise<FirewallSource | undefined>;
}

/** Undefined where the person left. Throws CannotRead. */
export async function pickFirewall(title: string, task: FirewallTask | undefined): Promise<FirewallSource | undefined> {
  const document = window.activeTextEditor?.document;
  const selection = window.activeTextEditor?.selection;
  const choices: readonly Choice[] = [
    ...(document && selection && !selection.isEmpty
      ? [
          {
            label: l10n.t("The selection"),
            take: async () => fromPart(document, document.offsetAt(selection.start), document.offsetAt(selection.end)),
          },
        ]
      : []),
    ...(document ? [{ label: l10n.t("The active document"), detail: nameOf(document.uri), take: () => fromDocument(document.uri) }] : []),
    { label: l10n.t("A file..."), take: () => pickFile(title) },
    { label: l10n.t("The clipboard"), take: fromClipboard },
    ...(task?.hasPrograms() && workspace.isTrusted
      ? [
          {
            label: l10n.t("This host"),
            detail: l10n.t("Runs nft and iptables-save in a terminal, once you confirm"),
            take: () => task.read(),
          },
        ]
      : []),
  ];
  const chosen = await window.showQuickPick(choices, { title, placeHolder: l10n.t("Which firewall rules?") });
  return chosen?.take();
}

async function pickFile(title: string): Promise<FirewallSource | undefined> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const [uri] = (await window.showOpenDialog({ title, openLabel: l10n.t("Read"), ...(folder ? { defaultUri: folder } : {}) })) ?? [];
  return uri && fromDocument(uri);
}

async function fromClipboard(): Promise<FirewallSource> {
  const text = await env.clipboard.readText();
  if (text.trim() === "") throw new CannotRead(l10n.t("The clipboard contains no text."));
  return { name: l10n.t("The clipboard"), texts: [{ name: "clipboard", text: rulesByLine(text), uri: null, whole: false }] };
}

/** A file, and the rules of the other family where they stand beside it. Throws CannotRead. */
export async function fromDocument(uri: Uri): Promise<FirewallSource> {
  const texts: [FirewallText, ...FirewallText[]] = [await textOf(uri)];
  const other = siblingOf(uri);
  const second = other && (await textOf(other).catch(() => undefined));
  if (second) texts.push(second);
  const [{ name }] = texts;
  return { name: second ? l10n.t("{first} and {second}", { first: name, second: second.name }) : name, texts };
}

async function textOf(uri: Uri): Promise<FirewallText> {
  const document = await workspace.openTextDocument(uri).then(undefined, (error: unknown) => {
    throw new CannotRead(
      l10n.t("{uri} cannot be read: {message}", {
        uri: nameOf(uri),
        message: (error as { readonly message?: string }).message ?? String(error),
      }),
    );
  });
  return { name: nameOf(uri), text: document.getText(), uri: uri.toString(), whole: true };
}

/** Blanks and line feeds stand for what is before it, so that places are those of the document. */
function fromPart(document: TextDocument, start: number, end: number): FirewallSource {
  const text = document.getText();
  const name = nameOf(document.uri);
  const part = {
    name,
    text: text.slice(0, start).replace(/[^\n]/g, " ") + text.slice(start, end),
    uri: document.uri.toString(),
    whole: false,
  };
  return { name: l10n.t("The selection of {name}", { name }), texts: [part] };
}

/** `rules.v6` of `rules.v4`, and the other way round. */
function siblingOf(uri: Uri): Uri | undefined {
  const [, start, family] = /^(.*\/rules\.v)([46])$/.exec(uri.path) ?? [];
  return start === undefined ? undefined : uri.with({ path: `${start}${family === "4" ? "6" : "4"}` });
}

function nameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}

/** What a page kept of its texts, as they are now; undefined where one is gone. */
export async function readAgain(kept: readonly FirewallText[]): Promise<readonly FirewallText[] | undefined> {
  const texts: FirewallText[] = [];
  for (const one of kept) {
    const open = workspace.textDocuments.find((document) => document.uri.toString() === one.uri);
    if (one.uri === null || !one.whole || (one.uri.startsWith("untitled:") && !open)) texts.push(one);
    else {
      const now = await textOf(Uri.parse(one.uri)).catch(() => undefined);
      if (!now) return undefined;
      texts.push(now);
    }
  }
  return texts;
}
