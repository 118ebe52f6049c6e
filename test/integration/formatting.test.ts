// Formatting, as the editor asks for it.
import * as vscode from "vscode";
import { equal, open, withSettings } from "./editor.ts";

const options = { tabSize: 4, insertSpaces: true };

async function apply(document: vscode.TextDocument, edits: vscode.TextEdit[] | undefined): Promise<string> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, edits ?? []);
  await vscode.workspace.applyEdit(edit);
  return document.getText();
}

async function formatted(text: string): Promise<string> {
  const { document } = await open(text);
  return apply(
    document,
    await vscode.commands.executeCommand<vscode.TextEdit[]>("vscode.executeFormatDocumentProvider", document.uri, options),
  );
}

describe("formatting", () => {
  it("aligns = and trims, and keeps comments and values", async () => {
    equal(await formatted("  net.a=1 \n kernel.panic  =\t10 # x\n#  remark \n"), "net.a        = 1\nkernel.panic = 10 # x\n#  remark \n");
  });

  it("keeps CRLF", async () => equal(await formatted("net.a=1\r\n\r\nb = 2\r\n"), "net.a = 1\r\n\r\nb = 2\r\n"));

  it("aligns nothing where the setting says so", async () => {
    await withSettings({ "format.alignEquals": false }, async () => {
      equal(await formatted("net.a=1\nkernel.panic=10\n"), "net.a = 1\nkernel.panic = 10\n");
    });
  });

  it("formats a part", async () => {
    const { document } = await open("a.b=1\na.c=2\n");
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[]>(
      "vscode.executeFormatRangeProvider",
      document.uri,
      new vscode.Range(1, 0, 1, 3),
      options,
    );
    equal(await apply(document, edits), "a.b=1\na.c = 2\n");
  });
});
