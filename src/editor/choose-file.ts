// Which file: those in sight, those of the workspace, each tree's effective configuration, or a new one.
import { commands, FileType, l10n, type QuickPickItem, type TextDocument, ThemeIcon, Uri, WorkspaceEdit, window, workspace } from "vscode";
import { fileToWrite } from "../core/boot/index.ts";
import type { HostTree, HostTrees } from "./host-trees.ts";
import { isJudged, LANGUAGE_ID } from "./language.ts";
import { findSysctlFiles } from "./workspace-files.ts";

interface FileChoice extends QuickPickItem {
  readonly open: () => Thenable<TextDocument>;
}

export interface ChooseOptions {
  readonly title: string;
  readonly placeHolder: string;
  /** The keys that are to be written: then a tree can say where, and a new file will do. */
  readonly writing?: readonly string[];
}

/** Undefined where the person left. */
export async function chooseFile(trees: HostTrees, { title, placeHolder, writing }: ChooseOptions): Promise<TextDocument | undefined> {
  // Those in sight first.
  const visible = window.visibleTextEditors.map(({ document }) => document);
  const open = [...new Set([...visible, ...workspace.textDocuments])].filter(isJudged);
  const known = new Set(open.map(({ uri }) => uri.toString()));
  await trees.known;
  const closed = (await findSysctlFiles()).filter((uri) => !known.has(uri.toString()));
  const choices: readonly FileChoice[] = [
    ...open.map((document) => choice(document.uri, async () => document, document.isUntitled ? l10n.t("Not yet saved") : undefined)),
    ...closed.map((uri) => choice(uri, () => workspace.openTextDocument(uri))),
    ...(writing ? trees.all().map((host) => treeChoice(host, trees, writing)) : []),
    ...(writing ? [newFile()] : []),
  ];
  if (choices.length === 0) {
    await commands.executeCommand("workbench.action.files.openFile");
    return undefined;
  }
  const chosen = await window.showQuickPick(choices, { title, placeHolder, matchOnDetail: true });
  return chosen?.open();
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function choice(uri: Uri, open: FileChoice["open"], detail = workspace.asRelativePath(uri)): FileChoice {
  return { iconPath: new ThemeIcon("file"), label: nameOf(uri.path), detail, open };
}

function newFile(): FileChoice {
  return {
    iconPath: new ThemeIcon("new-file"),
    label: l10n.t("New file"),
    detail: l10n.t("Save it as /etc/sysctl.d/90-conntrack.conf"),
    open: () => workspace.openTextDocument({ language: LANGUAGE_ID }),
  };
}

function treeChoice(host: HostTree, trees: HostTrees, writing: readonly string[]): FileChoice {
  const { path, isNew } = fileToWrite(host.configuration, writing);
  const folder = workspace.getWorkspaceFolder(host.folder)?.name ?? nameOf(host.folder.path);
  const tree = host.root.path === "" ? folder : `${folder}/${host.root.path}`;
  return {
    iconPath: new ThemeIcon("server"),
    label: l10n.t("Effective configuration of {tree}", { tree }),
    detail: isNew ? l10n.t("Creates {path}", { path }) : l10n.t("In {path}, which overrides the others", { path }),
    open: async () => {
      const uri = trees.uriOf(host, path) ?? Uri.joinPath(host.folder, host.root.path, path);
      if (isNew && !(await exists(uri))) {
        const edit = new WorkspaceEdit();
        edit.createFile(uri, { ignoreIfExists: true });
        await workspace.applyEdit(edit);
      }
      return workspace.openTextDocument(uri);
    },
  };
}

function exists(uri: Uri): Thenable<boolean> {
  return workspace.fs.stat(uri).then(
    ({ type }) => type !== FileType.Unknown,
    () => false,
  );
}
