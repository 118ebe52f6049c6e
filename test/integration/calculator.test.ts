// The capacity calculator's command and panels. What happens inside the page is the browser suite's.
import * as vscode from "vscode";
import { english } from "../host/as-shown.ts";
import { equal, eventually, fail, open, withFiles } from "./editor.ts";

interface Panel {
  readonly label: string;
  readonly column: vscode.ViewColumn;
  readonly active: boolean;
}

function panels(): readonly Panel[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs, viewColumn }) =>
    tabs.flatMap(({ input, label, isActive }) =>
      input instanceof vscode.TabInputWebview && input.viewType.endsWith("conntrack.calculator")
        ? [{ label, column: viewColumn, active: isActive }]
        : [],
    ),
  );
}

const labels = (): readonly string[] => panels().map(({ label }) => english(label));

const openCalculator = (...where: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand("conntrack.openCalculator", ...where);

async function labelled(wanted: readonly string[]): Promise<void> {
  await eventually(labels, (found) => JSON.stringify([...found].sort()) === JSON.stringify([...wanted].sort()), "calculator pages");
}

describe("capacity calculator", () => {
  const file = "net.netfilter.nf_conntrack_max = 262144\n";

  beforeEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));
  after(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("opens beside the active file, and only once", async () => {
    await withFiles({ "sysctl.d/60-a.conf": file }, async (uri) => {
      await vscode.window.showTextDocument(uri("sysctl.d/60-a.conf"));
      await openCalculator();
      await labelled(["Capacity: 60-a.conf"]);
      equal(panels()[0]?.column, vscode.ViewColumn.Two);
      await vscode.window.showTextDocument(uri("sysctl.d/60-a.conf"), { viewColumn: vscode.ViewColumn.One });
      await openCalculator();
      await labelled(["Capacity: 60-a.conf"]);
    });
  });

  it("has a page for each file, and one without", async () => {
    await withFiles({ "sysctl.d/61-a.conf": file, "sysctl.d/62-b.conf": file }, async (uri) => {
      await openCalculator();
      await openCalculator(uri("sysctl.d/61-a.conf"));
      // As a link in a page would name it.
      await openCalculator(uri("sysctl.d/62-b.conf").toString());
      await openCalculator(uri("sysctl.d/62-b.conf"));
      await labelled(["Capacity Calculator", "Capacity: 61-a.conf", "Capacity: 62-b.conf"]);
    });
  });

  it("opens for a file that is not saved yet, and for one that is gone", async () => {
    const { document } = await open(file);
    await openCalculator(document.uri);
    await openCalculator(vscode.Uri.parse("file:///nowhere/sysctl.conf"));
    await labelled([`Capacity: ${document.uri.path}`, "Capacity: sysctl.conf"]);
  });

  it("makes nothing of odd arguments but a page without a file", async () => {
    await openCalculator({ command: "x" });
    await openCalculator(42);
    await labelled(["Capacity Calculator"]);
  });

  it("is what the lens over the limit opens", async () => {
    const { document } = await open(file);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 10);
    const command = lenses[0]?.command ?? fail("no lens");
    equal(command.command, "conntrack.openCalculator");
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    await labelled([`Capacity: ${document.uri.path}`]);
  });

  it("has a schema for its plans", async () => {
    await withFiles({ "a.conntrack-plan.json": '{ "version": 1, "maximum": 5 }\n' }, async (uri) => {
      await vscode.window.showTextDocument(uri("a.conntrack-plan.json"));
      await eventually(
        () => vscode.languages.getDiagnostics(uri("a.conntrack-plan.json")).map(({ message }) => message),
        (found) => found.some((message) => message.includes("maximum")),
        "diagnostics of the plan",
      );
    });
  });
});
