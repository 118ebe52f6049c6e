// Answers the lists that a command opens, as a person does: looks which item stands selected in the workbench, moves to the
// one that is wanted, and takes it. No key is pressed before the workbench has told that the list stands there.
import * as vscode from "vscode";
import { english } from "../host/as-shown.ts";
import { eventually, fail } from "./editor.ts";

/** A list that was opened, as the workbench tells of it. */
interface List {
  readonly labels: readonly string[];
  /** What stands selected; undefined until the workbench shows the list. */
  active(): string | undefined;
}

const press = (command: string): Thenable<unknown> => vscode.commands.executeCommand(`workbench.action.${command}`);

/**
 * Does some work, and takes of each list that it opens the item with one of these labels. A list that has none of them is a
 * failure; a label that is never asked for is not.
 */
export async function choosing<T>(labels: readonly string[], work: () => Thenable<T>): Promise<T> {
  return answering(async (list) => {
    const wanted = labels.find((label) => list.labels.includes(label));
    if (wanted === undefined) {
      await press("closeQuickOpen");
      fail(`none of ${JSON.stringify(labels)} in ${JSON.stringify(list.labels)}`);
    }
    for (let step = 0; list.active() !== wanted; step++) {
      if (step > list.labels.length) fail(`"${wanted}" cannot be reached in ${JSON.stringify(list.labels)}`);
      const before = list.active();
      await press("quickOpenSelectNext");
      await eventually(list.active, (now) => now !== before, "the selected item");
    }
    await press("acceptSelectedQuickOpenItem");
  }, work);
}

/** Does some work, and leaves the first list that it opens without an answer. */
export function leaving<T>(work: () => Thenable<T>): Promise<T> {
  return answering(() => press("closeQuickOpen"), work);
}

async function answering<T>(answer: (list: List) => Thenable<unknown>, work: () => Thenable<T>): Promise<T> {
  const { window } = vscode;
  const { showQuickPick, createQuickPick } = window;
  let failure: unknown;
  const shown = (list: List): void => {
    const ready = eventually(list.active, (label) => label !== undefined, "an item that stands selected");
    ready.then(() => answer(list)).then(undefined, (error: unknown) => (failure = error));
  };
  // The suite lies in the extension's folder, and shares these functions with it.
  const watched = {
    showQuickPick: (items: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions, ...rest: readonly []) => {
      let active: string | undefined;
      const onDidSelectItem = (item: vscode.QuickPickItem | string): void => {
        active = english(typeof item === "string" ? item : item.label);
      };
      const chosen = showQuickPick(items, { ...options, onDidSelectItem }, ...rest);
      shown({ labels: items.map(({ label }) => english(label)), active: () => active });
      return chosen;
    },
    createQuickPick: () => {
      const pick = createQuickPick();
      const show = pick.show.bind(pick);
      let active: string | undefined;
      pick.onDidChangeActive(([item]) => {
        active = english(item?.label);
      });
      pick.show = () => {
        show();
        shown({ labels: pick.items.map(({ label }) => english(label)), active: () => active });
      };
      return pick;
    },
  };
  Object.assign(window, watched);
  try {
    const done = await work();
    if (failure !== undefined) throw failure;
    return done;
  } finally {
    Object.assign(window, { showQuickPick, createQuickPick });
  }
}
