// `node host.mjs WHEN STORAGE`: starts the built extension with a stand-in for VS Code, in which a file of ours is open "before" it,
// is opened "after" it, or "never"; a text of another language always is. STORAGE is the folder that it may keep something in.
// Prints what was loaded and done by then, step by step.
import fs from "node:fs";
import { createRequire, Module, syncBuiltinESMExports } from "node:module";
import { dirname, join, relative } from "node:path";
import vm from "node:vm";

const [when, storage] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const dist = join(dirname(require.resolve("../../../package.json")), "dist");

/** Whatever is asked of VS Code and does not matter here: an object, a function, a class. */
const anything = () =>
  new Proxy(class {}, {
    get: (_, name) => (name === "then" ? undefined : name === Symbol.toPrimitive ? () => "" : anything()),
    apply: () => anything(),
    construct: () => anything(),
  });

const done = [];
const note = (what) => {
  if (done.at(-1) !== what) done.push(what);
};
const steps = [];
const step = (name) => {
  const loaded = Object.keys(require.cache).filter((path) => path.startsWith(dist));
  steps.push({ name, loaded: loaded.map((path) => relative(dist, path)).sort(), done: done.splice(0) });
};

const standIn = (own) => new Proxy(own, { get: (_, name) => own[name] ?? (name in own ? undefined : anything()) });
const uri = (path) => ({ scheme: "file", path, fsPath: path, toString: () => `file://${path}` });
const source = (path, languageId, text) => ({
  ...{ uri: uri(path), languageId, version: 1, encoding: "utf8", isClosed: false },
  lineCount: text.split("\n").length,
  getText: () => text,
});
const ours = source("/w/sysctl.conf", "sysctl", "net.netfilter.nf_conntrack_max = many\n");
const textDocuments = [source("/w/play.yml", "yaml", "- hosts: all\n")];
if (when === "before") textDocuments.push(ours);

const listening = [];
const vscode = standIn({
  Uri: standIn({ joinPath: ({ path }, ...names) => uri(join(path, ...names)) }),
  Disposable: Object.assign(anything(), { from: anything() }),
  l10n: { t: (text) => text, bundle: undefined },
  workspace: standIn({
    ...{ textDocuments, workspaceFolders: undefined, getConfiguration: () => ({ get: () => undefined, inspect: () => undefined }) },
    findFiles: async () => [],
    onDidOpenTextDocument: (listener) => listening.push(listener) && anything(),
  }),
  window: standIn({ activeTextEditor: undefined, visibleTextEditors: [] }),
  commands: standIn({ registerCommand: () => note("registers a command") ?? anything() }),
  languages: standIn({
    match: () => 0,
    createDiagnosticCollection: () => standIn({ set: (_, found) => note(`tells ${found.length}`) }),
    registerHoverProvider: () => note("registers a hover") ?? anything(),
  }),
});
const load = Module._load;
Module._load = (id, ...rest) => (id === "vscode" ? vscode : load(id, ...rest));

const compiled = [];
const { Script } = vm;
vm.Script = class extends Script {
  constructor(source, options) {
    super(source, options);
    if (this.cachedDataRejected === false) compiled.push(relative(dist, options.filename));
  }
};
syncBuiltinESMExports();

/** Milliseconds after which the extension keeps its code: REST in load-language.ts. Here nothing is gained by waiting. */
const REST = 2000;
const { setTimeout } = globalThis;
globalThis.setTimeout = (work, time, ...rest) => setTimeout(work, time === REST ? 0 : time, ...rest);

let looked = process.platform !== "linux";
const { openSync } = fs;
fs.openSync = (path, ...rest) => {
  if (String(path).startsWith("/proc/sys/")) {
    looked = true;
    note("looks at the running table");
  }
  return openSync(path, ...rest);
};

const turn = () => new Promise((resolve) => setImmediate(resolve));

const { activate } = require(join(dist, "extension.js"));
await turn();
step("evaluated");
const subscriptions = [];
await activate({ subscriptions, extensionUri: uri(dirname(dist)), globalStorageUri: uri(storage) });
step("activated");
while (!looked) await turn();
step("at rest");
if (when === "after") {
  textDocuments.push(ours);
  for (const listener of listening) listener(ours);
  await turn();
  step("opened");
}
const kept = join(storage, "language.code");
while (when !== "never" && !fs.existsSync(kept)) await turn();
process.stdout.write(JSON.stringify({ steps, compiled: compiled.sort() }));
process.exit();
