// What the suites inside the extension host measure with. Nothing of the extension has run before.
import { Module } from "node:module";
import * as vscode from "vscode";

const PATIENCE = 20_000;
/** The host starts its own extensions meanwhile, and the window takes in what one has registered; it would be in the figures. */
const SETTLE = 2000;

/** Milliseconds that pass, or of work, by name. */
export type Figures = Readonly<Record<string, number>>;

let isSet = (): void => {};

/** The extension, once the host has come to rest. */
export async function waiting(): Promise<vscode.Extension<unknown>> {
  noteSet();
  const extension = vscode.extensions.getExtension(EXTENSION_ID);
  if (!extension || extension.isActive) throw new Error(`${EXTENSION_ID} is ${extension ? "active already" : "not there"}`);
  await rest();
  return extension;
}

export async function rest(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE));
}

export function stopwatch(): () => readonly [passed: number, worked: number] {
  const [start, before] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(before);
    return [performance.now() - start, (user + system) / 1000];
  };
}

/** Opens the file and waits for its diagnostics. Where the time went is told of what passes on the way. */
export async function firstDiagnostics(): Promise<Figures> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) throw new Error("no folder is open");
  const file = vscode.Uri.joinPath(folder, "sysctl.conf");
  const marks = { opened: Number.NaN, set: Number.NaN };
  const listening = vscode.workspace.onDidOpenTextDocument(({ uri }) => {
    if (uri.path === file.path) marks.opened = passed();
  });
  isSet = () => {
    if (Number.isNaN(marks.set)) marks.set = passed();
  };
  const loads = noteLoads();
  const spent = stopwatch();
  const passed = (): number => spent()[0];
  const there = diagnosticsOf(file);
  await vscode.workspace.openTextDocument(file);
  await there;
  const [all, work] = spent();
  const { files, loading } = loads();
  listening.dispose();
  return {
    diagnostics: all,
    "diagnostics, work": work,
    opening: marks.opened,
    files,
    loading,
    answering: marks.set - marks.opened - loading,
    answered: marks.set,
    telling: all - marks.set,
  };
}

function diagnosticsOf(file: vscode.Uri): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no diagnostics within ${PATIENCE} ms`)), PATIENCE);
    const listener = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (!uris.some((uri) => uri.path === file.path) || vscode.languages.getDiagnostics(file).length === 0) return;
      resolve();
      clearTimeout(timer);
      listener.dispose();
    });
  });
}

/** The suite lies in the extension's folder, and so has its `vscode`. */
function noteSet(): void {
  const { languages } = vscode;
  const create = languages.createDiagnosticCollection;
  const noting: typeof create = (name) => {
    const collection = create.call(languages, name);
    const { set } = collection;
    const setting: typeof set = (...told: readonly unknown[]) => {
      Reflect.apply(set, collection, told);
      isSet();
    };
    Object.defineProperty(collection, "set", { value: setting });
    return collection;
  };
  Object.defineProperty(languages, "createDiagnosticCollection", { value: noting });
}

/** Time in `require` of files of the extension, and how many there were. */
function noteLoads(): () => { readonly files: number; readonly loading: number } {
  let [depth, files, loading] = [0, 0, 0];
  const { prototype } = Module;
  const required = prototype.require;
  prototype.require = function (this: Module, id: string) {
    // Module's own cache answers those that are there already.
    const known = Object.keys(require.cache).length;
    const start = performance.now();
    depth++;
    try {
      return required.call(this, id);
    } finally {
      depth--;
      if (depth === 0) {
        files += Object.keys(require.cache).length - known;
        loading += performance.now() - start;
      }
    }
  };
  return () => {
    prototype.require = required;
    return { files, loading };
  };
}

/** In a test's title, which the report carries. */
export function tell({ test }: Mocha.Context, figures: Figures): void {
  if (test) test.title = `figures ${JSON.stringify(figures)}`;
}
