// Walks over what the other tests have no reason to look at: every rule by its examples, every key, and all their pages.
import * as vscode from "vscode";
import { allKeys, dotted, exampleTexts, RULES } from "../../../src/core/language/index.ts";
import { docsOf, type RuleId } from "../../../src/core/rules/docs.ts";
import { diagnostics, eventually, open, ruleOf, withFiles } from "../../integration/editor.ts";

const ask = (what: string, ...given: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(`vscode.execute${what}Provider`, ...given);

/** Asks for all that a document shows, line by line; what it answers is heard. */
async function readAll(document: vscode.TextDocument): Promise<void> {
  const { uri, lineCount } = document;
  const all = new vscode.Range(0, 0, lineCount, 0);
  await Promise.all([ask("DocumentSymbol", uri), ask("CodeLens", uri, 100), ask("InlayHint", uri, all), ask("CodeAction", uri, all)]);
  for (let line = 0; line < lineCount; line++) {
    const { text } = document.lineAt(line);
    for (const { index } of text.matchAll(/[^\s=]+/g)) await ask("Hover", uri, new vscode.Position(line, index + 1));
    await ask("CodeAction", uri, document.lineAt(line).range);
  }
}

const complete = (uri: vscode.Uri, line: number, character: number): Thenable<unknown> =>
  ask("CompletionItem", uri, new vscode.Position(line, character), undefined, 1000);

const openPage = (path: string): Thenable<vscode.TextDocument> =>
  vscode.workspace.openTextDocument(vscode.Uri.from({ scheme: "conntrack-doc", path }));

/** Rules that find nothing in the web worker host. */
const NODE_ONLY: ReadonlySet<string> = new Set<RuleId>(["raised-elsewhere"]);

describe("in the pseudo-language", () => {
  before(() => vscode.extensions.getExtension(EXTENSION_ID)?.activate());

  for (const { id } of RULES) {
    const docs = docsOf(id);
    const isSilent = EXPECTED_HOST === "web" && NODE_ONLY.has(id);
    it(`reads the examples of ${id}${isSilent ? ", but for its trees: their YAML is read in Node alone" : ""}`, async () => {
      await openPage(`/rules/${id}.md`);
      for (const { bad, target, applier } of docs.examples) {
        const words = [target, applier && `applier=${applier}`].filter(Boolean).join(" ");
        // A new document takes no byte-order mark.
        const text = bad.replace(/^\ufeff/, "");
        const { document } = await open(words === "" ? text : `# conntrack-target: ${words}\n${text}`);
        await readAll(document);
      }
      for (const { bad } of isSilent ? [] : (docs.trees ?? [])) {
        const files = Object.fromEntries(Object.entries(bad).map(([path, text]) => [`walk-${id}/${path}`, text]));
        await withFiles(files, async (uri) => {
          const opened = await Promise.all(Object.keys(files).map((path) => vscode.workspace.openTextDocument(uri(path))));
          await eventually(
            () => opened.flatMap((document) => vscode.languages.getDiagnostics(document.uri)).map(ruleOf),
            (rules) => rules.includes(id),
            `findings in a tree that shows ${id}`,
          );
          for (const document of opened) await readAll(document);
        });
      }
    });
  }

  it("has examples of each rule", () => {
    const without = RULES.filter(({ id }) => exampleTexts(docsOf(id)).length === 0);
    if (without.length > 0) throw new Error(`no examples: ${without.map(({ id }) => id).join(", ")}`);
  });

  it("reads every key, and what can be written for it", async () => {
    const keys = allKeys().map(({ path }) => dotted(path));
    const { document } = await open(`\n${keys.map((key) => `${key} = 77777777777`).join("\n")}\n# conntrack-\n`);
    await diagnostics(document.uri);
    await readAll(document);
    for (const line of [0, document.lineCount - 2]) await complete(document.uri, line, document.lineAt(line).text.length);
    for (const [index, key] of keys.entries()) await complete(document.uri, index + 1, key.length + 3);
    for (const key of keys) await openPage(`/keys/${key}.md`);
  });
});
