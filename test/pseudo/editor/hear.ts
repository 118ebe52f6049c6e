// Listens to what the extension tells the editor while the suite runs: the suite lies in the extension's folder, and shares the
// editor's functions with it. Loaded before any test, and before the extension registers what helps with a document.
import * as vscode from "vscode";

/** Texts, each with where it was told. */
export const heard: Map<string, string> = new Map();

/** What people read, by the names that the editor has for it. Everything else is for machines. */
const TOLD = new Set([
  ...["accessibilityInformation", "alt", "buttons", "command", "contents", "description", "detail", "details", "documentation"],
  ...["hint", "items", "label", "message", "name", "openLabel", "parts", "placeHolder", "placeholder", "prompt", "reason", "role"],
  ...["saveLabel", "text", "title", "tooltip", "children", "relatedInformation", "actions", "disabled"],
]);

export function hear(where: string, value: unknown, seen = new Set<unknown>()): void {
  if (typeof value === "string") {
    if (value.trim() !== "") heard.set(value, heard.get(value) ?? where);
  } else if (value instanceof vscode.MarkdownString) hear(where, withoutCode(value.value), seen);
  else if (value instanceof vscode.InlayHintLabelPart) hear(where, [value.value, value.tooltip], seen);
  else if (typeof value === "object" && value !== null && !seen.has(value)) {
    seen.add(value);
    if (Array.isArray(value)) for (const one of value) hear(where, one, seen);
    else
      for (const [name, one] of Object.entries(value))
        if (TOLD.has(name) && !(name === "command" && typeof one === "string")) hear(`${where}, ${name}`, one, seen);
  }
}

/** Markdown as a person reads it, without what is code. */
export function withoutCode(markdown: string): string {
  return markdown
    .replaceAll(/^```[\s\S]*?^```$/gm, "")
    .replaceAll(/`[^`\n]*`/g, "0")
    .replaceAll(/\]\([^)\s]*(?: "([^"]*)")?\)/g, "]\n$1\n")
    .replaceAll(/<\/?\w[^>]*>/g, "")
    .replaceAll("&nbsp;", " ")
    .replaceAll(/\\(.)/g, "$1");
}

/** What a source is called stays as it is: the last part of a rule's page, and the last column of its table. */
function withoutSources(page: string): string {
  return page.slice(0, page.lastIndexOf("\n## ")).replaceAll(/\|[^|\n]*\|$/gm, "|");
}

// biome-ignore lint/suspicious/noExplicitAny: whatever a function of the editor is called with goes on as it is
type Called = (...given: any[]) => any;

/** Puts something before a function of the editor, which is told what it is called with. */
function before<T extends object>(room: T, name: keyof T & string, listen: (given: readonly unknown[]) => void): void {
  const original = room[name] as Called;
  Object.assign(room, {
    [name]: (...given: readonly unknown[]) => {
      listen(given);
      return original.apply(room, [...given]);
    },
  });
}

/** What is set on an object of the editor's, as a status bar has a text. */
function overheard<T extends object>(where: string, one: T): T {
  return new Proxy(one, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (name === "webview") return overheard(where, value as object);
      return typeof value === "function" ? value.bind(target) : value;
    },
    set(target, name, value) {
      if (name === "html") hear(`${where}, html`, textsOf(String(value)));
      else if (TOLD.has(String(name))) hear(`${where}, ${String(name)}`, value);
      return Reflect.set(target, name, value, target);
    },
  });
}

function textsOf(html: string): readonly string[] {
  const shown = html.replaceAll(/ data-[\w-]+="[^"]*"|<(code|pre|style|script)\b[\s\S]*?<\/\1>/g, "");
  const said = [...shown.matchAll(/ (?:title|aria-label|placeholder)="([^"]*)"/g)].map(([, text = ""]) => text);
  return [...shown.replaceAll(/<[^>]*>/g, "\n").split("\n"), ...said].map((text) =>
    text.replaceAll(/&(?:quot|#39|lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { "&quot;": '"', "&#39;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/** What functions of a provider answer. */
function answering(where: string, provider: object): object {
  return new Proxy(provider, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== "function" || !/^(?:provide|resolve)/.test(String(name))) return value;
      return async (...given: readonly unknown[]) => {
        const answer = await (value as Called).apply(target, [...given]);
        // An outline names what the file says.
        if (where !== "DocumentSymbol") hear(where, answer);
        return answer;
      };
    },
  });
}

function listen(): void {
  const { window, languages, workspace, tasks } = vscode;
  const { withProgress } = window;
  for (const name of ["showInformationMessage", "showWarningMessage", "showErrorMessage"] as const)
    before(window, name, (given) => hear("notification", given));
  before(window, "setStatusBarMessage", ([text]) => hear("status bar message", text));
  before(window, "showInputBox", ([options]) => hear("input box", options));
  before(window, "showOpenDialog", ([options]) => hear("dialog", options));
  before(window, "showSaveDialog", ([options]) => hear("dialog", options));
  before(window, "showQuickPick", ([items, options]) => {
    hear("list", options);
    void Promise.resolve(items).then((all) => hear("list", all));
  });
  before(tasks, "executeTask", ([task]) => hear("task", task));
  const made = (room: object, name: string, where: string): void => {
    const original = (room as Record<string, Called>)[name] as Called;
    Object.assign(room, { [name]: (...given: readonly unknown[]) => overheard(where, original.apply(room, [...given])) });
  };
  made(window, "createQuickPick", "list");
  made(window, "createInputBox", "input box");
  made(window, "createStatusBarItem", "status bar");
  made(languages, "createLanguageStatusItem", "language status");
  before(window, "createWebviewPanel", ([, title]) => hear("page", title));
  made(window, "createWebviewPanel", "page");
  Object.assign(window, {
    withProgress: (options: vscode.ProgressOptions, task: Called) => {
      hear("progress", options);
      return withProgress(options, (progress, token) =>
        task({ report: (step: unknown) => [hear("progress", step), progress.report(step as object)] }, token),
      );
    },
  });
  for (const [name, original] of Object.entries(languages) as [string, Called][]) {
    const kind = /^register(\w+)Provider$/.exec(name)?.[1];
    if (kind === undefined) continue;
    Object.assign(languages, {
      [name]: (selector: unknown, provider: object, ...rest: readonly unknown[]) =>
        original.call(languages, selector, answering(kind, provider), ...rest),
    });
  }
  workspace.onDidOpenTextDocument((document) => {
    const { scheme, path } = document.uri;
    // Pasted rules are somebody's own.
    if (!/^conntrack-/.test(scheme) || scheme === "conntrack-rules") return;
    const text = document.getText();
    hear(`document ${scheme}`, withoutCode(path.startsWith("/rules/") ? withoutSources(text) : text));
  });
  languages.onDidChangeDiagnostics(({ uris }) => {
    for (const uri of uris)
      hear(
        "diagnostic",
        languages.getDiagnostics(uri).filter(({ source }) => source === "conntrack"),
      );
  });
  window.tabGroups.onDidChangeTabs(({ opened, changed }) => {
    for (const { label, input } of [...opened, ...changed]) if (input instanceof vscode.TabInputWebview) hear("tab", label);
  });
}

listen();
