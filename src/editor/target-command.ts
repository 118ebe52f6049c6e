// "Change Target Kernel": which kernel, then where that is to be written.
import {
  ConfigurationTarget,
  l10n,
  type QuickPickItem,
  type TextDocument,
  type WorkspaceConfiguration,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { AUTO, KNOWN_KERNELS, kernelWord, TARGET_PARTS, writeTargetKernel } from "../core/language/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import { isOurs } from "./language.ts";
import { toEdits } from "./ranges.ts";
import type { Language } from "./services.ts";
import { SECTION } from "./switches.ts";

const TITLE = l10n.t("Conntrack: Change Target Kernel");

export function targetCommand({ documents, host }: Language): { run(): Promise<void> } {
  return {
    async run() {
      const editor = window.activeTextEditor;
      const source = editor && isOurs(editor.document) ? editor.document : undefined;
      const kernel = await pickKernel(source && documents.targetOf(source).kernel.text, host.machine()?.kernel ?? undefined);
      const place = kernel === undefined ? undefined : await pickPlace(kernel, source);
      if (kernel !== undefined && place) await place.write(kernel, documents);
    },
  };
}

interface KernelChoice extends QuickPickItem {
  readonly kernel: string;
}

/** The host's own, one of the known kernels, or whatever version is typed; `running` is the host's. */
function pickKernel(current: string | undefined, running: string | undefined): Promise<string | undefined> {
  const own: readonly KernelChoice[] =
    running === undefined
      ? []
      : [{ kernel: AUTO, label: l10n.t("This host"), detail: l10n.t("{running}, with its architecture, HZ and memory", { running }) }];
  const versions: readonly KernelChoice[] = KNOWN_KERNELS.map(({ version, label, detail }) => ({
    kernel: version,
    label: version,
    description: [label.slice(version.length).trim(), version === current ? l10n.t("current") : ""]
      .filter((part) => part !== "")
      .join(", "),
    ...(detail === undefined ? {} : { detail }),
  }));
  const known = [...own, ...versions];
  return new Promise((resolve) => {
    const pick = window.createQuickPick<KernelChoice>();
    pick.title = TITLE;
    pick.step = 1;
    pick.totalSteps = 2;
    pick.placeholder = l10n.t("Choose a kernel, or enter a version, such as 6.9 or the output of uname -r");
    pick.matchOnDescription = true;
    pick.items = known;
    pick.activeItems = known.filter(({ kernel }) => kernel === current);
    pick.onDidChangeValue((value) => {
      const typed = kernelWord(value);
      const other = typed !== undefined && known.every(({ kernel }) => kernel !== typed);
      pick.items = other ? [{ kernel: typed, label: typed, detail: l10n.t("The version you entered"), alwaysShow: true }, ...known] : known;
    });
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.kernel);
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
  const update = (target: ConfigurationTarget) => writeSettings(settings, kernel, target);
  const places: Place[] = [];
  if (source) {
    // A file is read on other machines too: it names a kernel, and not the one that happens to be here.
    if (kernel !== AUTO)
      places.push({
        label: l10n.t("This file"),
        detail: `# conntrack-target: kernel=${kernel}`,
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
        label: l10n.t("This folder"),
        detail: l10n.t("Settings of {name}", { name: folder.name }),
        write: () => update(ConfigurationTarget.WorkspaceFolder),
      });
  }
  places.push({
    label: l10n.t("User"),
    detail: l10n.t("Your settings, for all files without their own target"),
    write: () => update(ConfigurationTarget.Global),
  });
  return window.showQuickPick(places, {
    title:
      kernel === AUTO
        ? l10n.t("Conntrack: Change Target Kernel to This Host's (2/2)")
        : l10n.t("Conntrack: Change Target Kernel to {kernel} (2/2)", { kernel }),
    placeHolder: l10n.t("Where to save it"),
  });
}

/** "auto" is for all parts of the target together; a kernel by its name takes the host's parts out again. */
async function writeSettings(settings: WorkspaceConfiguration, kernel: string, place: ConfigurationTarget): Promise<void> {
  await settings.update("target.kernel", kernel, place);
  for (const part of TARGET_PARTS.map(({ name }) => `target.${name}`).filter((name) => name !== "target.kernel")) {
    const found = settings.inspect(part);
    const own = { 1: found?.globalValue, 2: found?.workspaceValue, 3: found?.workspaceFolderValue }[place];
    if (kernel === AUTO) await settings.update(part, AUTO, place);
    else if (own === AUTO) await settings.update(part, undefined, place);
  }
}
