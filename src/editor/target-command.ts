// "Change Target Kernel": which kernel, then where that is to be written.
import { ConfigurationTarget, type Disposable, type QuickPickItem, type TextDocument, WorkspaceEdit, window, workspace } from "vscode";
import { KNOWN_KERNELS, kernelWord, writeTargetKernel } from "../core/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import { isOurs } from "./language.ts";
import type { Log } from "./log.ts";
import { toEdits } from "./ranges.ts";
import { SECTION } from "./settings.ts";

const TITLE = "Conntrack: Change Target Kernel";

export function registerTargetCommand(documents: DocumentCache, log: Log): Disposable {
  return log.command("conntrack.changeTargetKernel", async () => {
    const editor = window.activeTextEditor;
    const source = editor && isOurs(editor.document) ? editor.document : undefined;
    const kernel = await pickKernel(source && documents.targetOf(source).kernel.text);
    const place = kernel === undefined ? undefined : await pickPlace(kernel, source);
    if (kernel !== undefined && place) await place.write(kernel, documents);
  });
}

/** One of the known kernels, or whatever version is typed. */
function pickKernel(current: string | undefined): Promise<string | undefined> {
  const known: readonly QuickPickItem[] = KNOWN_KERNELS.map(({ version, label }) => ({
    label: version,
    description: [label.slice(version.length).trim(), version === current ? "current" : ""].filter((part) => part !== "").join(", "),
  }));
  return new Promise((resolve) => {
    const pick = window.createQuickPick();
    pick.title = TITLE;
    pick.step = 1;
    pick.totalSteps = 2;
    pick.placeholder = "A known kernel, or any version, such as 6.9 or the output of uname -r";
    pick.matchOnDescription = true;
    pick.items = known;
    pick.activeItems = known.filter(({ label }) => label === current);
    pick.onDidChangeValue((value) => {
      const typed = kernelWord(value);
      const other = typed !== undefined && known.every(({ label }) => label !== typed);
      pick.items = other ? [{ label: typed, description: "the version as typed", alwaysShow: true }, ...known] : known;
    });
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.label);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

interface Place extends QuickPickItem {
  readonly write: (kernel: string, documents: DocumentCache) => Thenable<unknown>;
}

async function pickPlace(kernel: string, source: TextDocument | undefined): Promise<Place | undefined> {
  const settings = workspace.getConfiguration(SECTION, source);
  const update = (target: ConfigurationTarget) => settings.update("target.kernel", kernel, target);
  const places: Place[] = [];
  if (source) {
    places.push({
      label: "This file",
      description: `# conntrack-target: kernel=${kernel}`,
      write: (_, documents) => {
        const document = documents.get(source);
        const edit = new WorkspaceEdit();
        edit.set(source.uri, toEdits(document, writeTargetKernel(document, kernel)));
        return workspace.applyEdit(edit);
      },
    });
    const folder = workspace.getWorkspaceFolder(source.uri);
    if (folder)
      places.push({
        label: "This folder",
        description: `settings of ${folder.name}`,
        write: () => update(ConfigurationTarget.WorkspaceFolder),
      });
  }
  places.push({
    label: "User",
    description: "your settings, for all files that say nothing else",
    write: () => update(ConfigurationTarget.Global),
  });
  return window.showQuickPick(places, { title: `${TITLE} to ${kernel} (2/2)`, placeHolder: "Where to write it" });
}
