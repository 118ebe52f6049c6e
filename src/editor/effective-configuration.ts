// The effective configuration of a tree as a read-only document, and bringing it into one file.
import { Disposable, DocumentLink, type EventEmitter, l10n, languages, Position, Uri, WorkspaceEdit, window, workspace } from "vscode";
import { collect, type LeftFile, leftFiles, type TreeFile } from "../core/boot/index.ts";
import { effectivePage, parse, visible, visibleMessage } from "../core/language/index.ts";
import type { HostTree, HostTrees } from "./host-trees.ts";
import type { Log } from "./log.ts";
import type { NodeSide } from "./node-side.ts";
import { EFFECTIVE_SCHEME } from "./page-uris.ts";
import { toEdits, toRange } from "./ranges.ts";
import type { Language } from "./services.ts";

interface EffectiveConfiguration extends Disposable {
  textOf(uri: Uri): string | undefined;
  show(): Promise<void>;
  /** Of the system that this runs on. */
  showMachine(): Promise<void>;
  /** `confirmed` where nobody has to be asked. */
  collect(confirmed: boolean): Promise<void>;
}

/** `collectCommands` is for the script at hand; `changed` tells of pages that are to be read again. */
export function effectiveConfiguration(
  { trees, settings }: Language,
  collectCommands: NodeSide["collectCommands"] | undefined,
  changed: EventEmitter<Uri>,
  log: Log,
): EffectiveConfiguration {
  /** The system that this runs on, as it was when somebody last asked. */
  let running: HostTree | undefined;
  const find = (uri: Uri): HostTree | undefined => [...trees.all(), ...(running ? [running] : [])].find((one) => idOf(one) === uri.query);
  const tell = (host: HostTree): void => {
    changed.fire(pageUri(host));
  };
  const listening = Disposable.from(
    trees.onDidJudge(({ host }) => tell(host)),
    languages.registerDocumentLinkProvider(
      { scheme: EFFECTIVE_SCHEME },
      { provideDocumentLinks: ({ uri }) => log.run("effective configuration", () => linksOf(find(uri), trees)) },
    ),
  );
  return {
    textOf: (uri) => log.run("effective configuration", () => textOf(find(uri))),
    async show() {
      const host = await chooseTree(trees);
      if (host) await show(host);
    },
    async showMachine() {
      running = await trees.readMachine();
      if (!running) {
        void window.showInformationMessage(l10n.t("Conntrack: This command needs the extension to run on a Linux host."));
        return;
      }
      tell(running);
      await show(running);
    },
    async collect(confirmed) {
      if (await collectCommands?.(settings)) return;
      const host = await chooseTree(trees);
      if (host) await collectIn(host, trees, confirmed);
    },
    dispose: () => listening.dispose(),
  };
}

async function show(host: HostTree): Promise<void> {
  await window.showTextDocument(await workspace.openTextDocument(pageUri(host)), { preview: false });
}

function pageUri(host: HostTree): Uri {
  return Uri.from({
    scheme: EFFECTIVE_SCHEME,
    path: `/${l10n.t("Effective {tree}", { tree: nameOf(host).replaceAll("/", " ") })}.sysctl`,
    query: idOf(host),
  });
}

function idOf({ folder, root }: HostTree): string {
  return `${folder}#${root.stands}#${root.path}`;
}

/** What people call the tree: its folder, below the workspace folder's name. */
function nameOf({ folder, root }: HostTree): string {
  const name = workspace.getWorkspaceFolder(folder)?.name ?? l10n.t("this machine");
  return root.path === "" ? name : `${name}/${root.path}`;
}

function textOf(host: HostTree | undefined): string {
  return host ? effectivePage(host.configuration).text : `# ${l10n.t("This tree is no longer in the workspace.")}\n`;
}

function linksOf(host: HostTree | undefined, trees: HostTrees): DocumentLink[] {
  if (!host) return [];
  const { text, links } = effectivePage(host.configuration);
  const document = parse(text);
  return links.flatMap(({ file, line, ...span }) => {
    const target = trees.uriOf(host, file);
    return target ? [new DocumentLink(toRange(document, span), target.with({ fragment: `L${line + 1}` }))] : [];
  });
}

/** The tree of the file at hand, the only one there is, or the one that is chosen. */
async function chooseTree(trees: HostTrees): Promise<HostTree | undefined> {
  await trees.known;
  const here = window.activeTextEditor && trees.hostOf(window.activeTextEditor.document.uri);
  if (here) return here;
  const all = trees.all();
  if (all.length <= 1) {
    if (all.length === 0)
      void window.showInformationMessage(l10n.t("Conntrack: no folder in the workspace contains sysctl.d, modprobe.d or modules-load.d"));
    return all[0];
  }
  const picked = await window.showQuickPick(
    all.map((host) => ({ label: nameOf(host), detail: host.folder.path, host })),
    { title: l10n.t("Conntrack: Which Configuration?") },
  );
  return picked?.host;
}

const LEFT: Readonly<Record<LeftFile["why"], string>> = {
  package: l10n.t("belongs to a package"),
  place: l10n.t("not in /etc"),
  link: l10n.t("a link with an unknown target"),
  "read-only": l10n.t("not writable"),
};

/** One edit over all files, undone in one go; `confirmed` where nobody has to be asked. */
async function collectIn(host: HostTree, trees: HostTrees, confirmed: boolean): Promise<void> {
  const files = [...new Set([...host.configuration.lines].map(({ file }) => file))];
  const writable = new Set<TreeFile>();
  await Promise.all(files.map(async (file) => (await host.port.canWrite(file.real ?? file.path)) && writable.add(file)));
  const canWrite = (file: TreeFile): boolean => writable.has(file);
  const plan = collect(host.configuration, canWrite);
  const into = plan && trees.uriOf(host, plan.into);
  const left = leftFiles(host.configuration, canWrite).map(({ file, why }) => `${visible(file.path)}: ${LEFT[why]}`);
  if (!plan || !into) {
    const message = l10n.t("Nothing to move: the settings are in one file, or cannot be moved without changing the result");
    // A toast would cut the reasons off.
    if (left.length > 0) void window.showInformationMessage(visibleMessage(message), { modal: true, detail: left.join("\n") });
    else void window.showInformationMessage(l10n.t("Conntrack: {text}", { text: message }));
    return;
  }
  const question = l10n.t("Move {settings} conntrack settings to {into}?", { settings: plan.settings, into: visible(plan.into) });
  const detail = left.length > 0 ? `${l10n.t("These lines stay:")}\n${left.join("\n")}` : "";
  const yes = l10n.t("Move");
  if (!confirmed && (await window.showInformationMessage(question, { modal: true, detail }, yes)) !== yes) return;
  const edit = new WorkspaceEdit();
  for (const [path, edits] of plan.edits) {
    const uri = trees.uriOf(host, path);
    const document = uri && host.byUri.get(uri.toString())?.document;
    if (document) edit.set(uri, toEdits(document, edits));
  }
  if (plan.isNew) {
    edit.createFile(into, { ignoreIfExists: true });
    edit.insert(into, new Position(0, 0), plan.text);
  } else {
    const document = host.byUri.get(into.toString())?.document;
    if (document) edit.insert(into, toRange(document, { start: document.text.length, end: document.text.length }).start, plan.text);
  }
  await workspace.applyEdit(edit);
}
