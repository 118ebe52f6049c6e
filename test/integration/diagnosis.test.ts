// From a log or a table to a diagnosis page, and what its buttons do.
import * as vscode from "vscode";
import { english } from "../host/as-shown.ts";
import { equal, eventually, fail, includes, withFiles } from "./editor.ts";
import { choosing } from "./quick-pick.ts";

type Action = {
  readonly kind: string;
  readonly text?: string;
  readonly workload?: { readonly classes: readonly { readonly rate: number }[] } | null;
};

interface Shown {
  readonly page: number;
  readonly diagnosis: { readonly verdict: string; readonly severity: string };
  readonly actions: readonly Action[];
}

const LOG = [
  "[10.000000] nf_conntrack: table full, dropping packet.",
  "[16.000000] net_ratelimit: 282 callbacks suppressed",
  "net.netfilter.nf_conntrack_max = 65536",
  "",
].join("\n");

/** Connections in TIME_WAIT, with their remaining times spread over two minutes. */
const TABLE = Array.from(
  { length: 1200 },
  (_, index) =>
    `ipv4     2 tcp      6 ${Math.floor(index / 10)} TIME_WAIT src=10.0.0.1 dst=10.9.0.1 sport=${1024 + index} dport=80 src=10.9.0.1 dst=10.0.0.1 sport=80 dport=${1024 + index} [ASSURED] mark=0 zone=0 use=2\n`,
).join("");

const titles = (): readonly string[] =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) =>
    tabs.flatMap(({ input, label }) =>
      input instanceof vscode.TabInputWebview && input.viewType.endsWith("conntrack.diagnosis") ? [english(label)] : [],
    ),
  );

async function run(command: string, ...where: readonly unknown[]): Promise<Shown> {
  return (await vscode.commands.executeCommand<Shown>(command, ...where)) ?? fail(`${command} gave nothing`);
}

async function press({ page, actions }: Shown, wanted: (action: Action) => boolean): Promise<void> {
  const number = actions.findIndex(wanted);
  if (number < 0) fail(`no such button in ${JSON.stringify(actions)}`);
  await vscode.commands.executeCommand("conntrack.diagnosisStep", page, number);
}

describe("diagnosis", () => {
  beforeEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));
  after(() => vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor"));

  it("of a log opens a page, and its buttons copy and open", async () => {
    await withFiles({ "dmesg.txt": LOG }, async (uri) => {
      const shown = await run("conntrack.diagnoseLog", uri("dmesg.txt"));
      includes(shown.diagnosis.verdict, "at least 1 packet was dropped (estimate: 283)");
      await eventually(titles, (found) => found.includes("Diagnosis: dmesg.txt"), "diagnosis pages");
      await press(shown, ({ kind }) => kind === "module");
      includes(vscode.window.activeTextEditor?.document.getText() ?? "", "\nnf_conntrack\n");
      const before = await vscode.env.clipboard.readText().then(undefined, () => undefined);
      if (before !== undefined) {
        await press(shown, ({ kind }) => kind === "copy");
        includes(await vscode.env.clipboard.readText(), "/proc/");
      }
    });
  });

  it("checks the same file again on the page it is on, and its old buttons are gone", async () => {
    const reading = (drop: number): Uint8Array =>
      new TextEncoder().encode(
        `net.netfilter.nf_conntrack_max = 65536\nnet.netfilter.nf_conntrack_count = 60000\ncpu=0 drop=${drop} early_drop=0\n`,
      );
    await withFiles({ "counters.txt": new TextDecoder().decode(reading(9)) }, async (uri) => {
      const shown = await run("conntrack.diagnoseLog", uri("counters.txt"));
      includes(shown.diagnosis.verdict, "9");
      await vscode.workspace.fs.writeFile(uri("counters.txt"), reading(42));
      const number = shown.actions.findIndex(({ kind }) => kind === "again");
      const again = await vscode.commands.executeCommand<Shown | undefined>("conntrack.diagnosisStep", shown.page, number);
      includes(again?.diagnosis.verdict ?? fail("nothing was read again"), "42");
      equal(titles().filter((title) => title === "Diagnosis: counters.txt").length, 1);
      const old = await vscode.commands.executeCommand("conntrack.diagnosisStep", shown.page, number);
      equal(old ?? null, null);
    });
  });

  it("writes the keys of its plan to the file that is chosen", async () => {
    await withFiles({ "dmesg.txt": LOG }, async (uri) => {
      const document = await vscode.workspace.openTextDocument({
        language: "sysctl",
        content: "net.netfilter.nf_conntrack_max = 65536 \n",
      });
      await vscode.window.showTextDocument(document, vscode.ViewColumn.Two);
      await vscode.commands.executeCommand("workbench.action.focusFirstEditorGroup");
      const shown = await run("conntrack.diagnoseLog", uri("dmesg.txt"));
      const name = document.uri.path.split("/").at(-1) ?? "";
      await choosing([name], () => press(shown, ({ kind }) => kind === "write"));
      const written = /nf_conntrack_max = (\d+)/.exec(document.getText())?.[1];
      equal(Number(written) >= 131_072, true, `written ${written}`);
    });
  });

  it("of a table measures a workload and hands it to the calculator", async () => {
    await withFiles({ "table.txt": TABLE }, async (uri) => {
      const shown = await run("conntrack.analyzeDump", uri("table.txt"));
      const calculate = shown.actions.find(({ kind, workload }) => kind === "calculate" && workload) ?? fail("no workload");
      equal(Math.round(calculate.workload?.classes[0]?.rate ?? 0), 10);
      await press(shown, (action) => action === calculate);
      await eventually(
        () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => english(label))),
        (labels) => labels.some((label) => label.startsWith("Measured Capacity")),
        "calculator page",
      );
    });
  });

  it("takes the selection of the active editor first", async () => {
    const document = await vscode.workspace.openTextDocument({ content: `nothing\n${LOG}` });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 0, 2, 0);
    const { diagnosis } = await choosing(["The selection"], () => run("conntrack.diagnoseLog"));
    includes(diagnosis.verdict, "at least 1 packet was dropped");
    equal(diagnosis.verdict.includes("283"), false, "read beyond the selection");
  });

  it("does not read what is too large to be held, wherever no piece of it can be read alone", async () => {
    let read = 0;
    const never = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
    const provider: vscode.FileSystemProvider = {
      onDidChangeFile: never.event,
      watch: () => never,
      stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: 64 * 1024 * 1024 + 1 }),
      readFile: () => {
        read++;
        return new Uint8Array();
      },
      readDirectory: () => [],
      createDirectory: () => {},
      writeFile: () => {},
      delete: () => {},
      rename: () => {},
    };
    const registered = vscode.workspace.registerFileSystemProvider("conntrack-large", provider, { isReadonly: true });
    try {
      const shown = await vscode.commands.executeCommand("conntrack.diagnoseLog", vscode.Uri.parse("conntrack-large:/dump.txt"));
      equal([shown ?? null, read], [null, 0]);
      equal(titles().includes("Diagnosis: dump.txt"), false);
    } finally {
      registered.dispose();
      never.dispose();
    }
  });

  it("opens no page for what is no table, nothing, or not there", async () => {
    await withFiles({ "no-table.txt": LOG, "empty.txt": "" }, async (uri) => {
      for (const name of ["no-table.txt", "empty.txt", "missing.txt"])
        equal((await vscode.commands.executeCommand("conntrack.analyzeDump", uri(name))) ?? null, null, name);
      equal(
        titles().filter((title) => /no-table|empty|missing/.test(title)),
        [],
      );
    });
  });
});

describe("the host", () => {
  const apply = (): Thenable<string> => vscode.commands.executeCommand("conntrack.applyToHost");

  it("has nothing applied from a file that is not saved, or that is none of ours", async () => {
    const before = vscode.tasks.taskExecutions.length;
    const document = await vscode.workspace.openTextDocument({ language: "sysctl", content: "net.netfilter.nf_conntrack_max = 1\n" });
    await vscode.window.showTextDocument(document);
    equal(await apply(), "not-saved");
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: "text" }));
    equal(await apply(), "no-file");
    equal(vscode.tasks.taskExecutions.length, before);
  });

  it("has nothing applied where nothing would change, or where there is no host", async () => {
    await withFiles({ "sysctl.d/80-apply.conf": "net.ipv4.ip_forward = 1\n" }, async (uri) => {
      await vscode.window.showTextDocument(uri("sysctl.d/80-apply.conf"));
      const how = await apply();
      // In the web worker the folder is none of this machine's.
      equal(["nothing-to-do", "not-saved", "no-host"].includes(how), true, how);
      equal(vscode.tasks.taskExecutions.length, 0);
    });
  });

  it("has a live page where a table runs, and says so where none does", async () => {
    const live = (): number =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("conntrack.live")).length;
    const shown = await vscode.commands.executeCommand<boolean>("conntrack.liveTable");
    await eventually(live, (count) => count === (shown ? 1 : 0), "live pages");
    await vscode.commands.executeCommand("conntrack.liveTable");
    equal(live(), shown ? 1 : 0, "live pages after a second time");
  });
});
