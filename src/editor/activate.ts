// Registers what people can ask for, and loads what answers when they first do. No logic: each adapter is a file beside this one.
import { commands, type Disposable, EventEmitter, type ExtensionContext, type Uri, window, workspace } from "vscode";
import { whenNeeded } from "./first-document.ts";
import { whenOtherLanguage } from "./first-text.ts";
import { registerHostBar } from "./host-bar.ts";
import {
  CALCULATOR_VIEW,
  DIAGNOSE_HOST,
  DIAGNOSIS_VIEW,
  EXPLAIN_KEY,
  FIREWALL,
  FIREWALL_VIEW,
  LIVE_TABLE,
  LIVE_VIEW,
  MATCH_BUCKETS,
  OPEN_CALCULATOR,
} from "./ids.ts";
import { Log } from "./log.ts";
import type { NodeSide } from "./node-side.ts";
import { once } from "./once.ts";
import { DOC_SCHEME, EFFECTIVE_SCHEME } from "./page-uris.ts";

type Handler = (...args: readonly unknown[]) => Promise<unknown>;

/** The web worker has no `node`. */
export async function activateEditor(context: ExtensionContext, node?: NodeSide): Promise<void> {
  const log = new Log();
  const own = <T extends Disposable>(one: T): T => {
    context.subscriptions.push(one);
    return one;
  };
  const effectiveChanged = own(new EventEmitter<Uri>());

  const port = once(async () => node?.port());
  const language = once(async () => {
    // First, since it loads the language with what it keeps of it.
    const machine = await node?.machine();
    return own((await import("./language-part.ts")).startLanguage(machine, log));
  });
  const pages = once(async () => (await import("./doc-pages.ts")).docPages(await language()));
  const effective = once(async () =>
    own(
      (await import("./effective-configuration.ts")).effectiveConfiguration(await language(), node?.collectCommands, effectiveChanged, log),
    ),
  );
  const apply =
    node &&
    once(async () => {
      const { host } = await language();
      return own(await node.apply(() => host.refresh()));
    });
  const target = once(async () => (await import("./target-command.ts")).targetCommand(await language()));
  const buckets = once(async () => (await import("./match-buckets.ts")).bucketsCommand(await language()));
  const samples = once(async () => (await import("./samples.ts")).samples);
  const validation = once(async () => own((await import("./validate-workspace.ts")).validation(await language())));
  const calculator = once(async () => own((await import("./calculator.ts")).startCalculator(context, await language(), await port())));
  const diagnosis = once(async () => own((await import("./diagnosis.ts")).startDiagnosis(context, await language(), await port())));
  const live = once(async () => own((await node?.liveTables(context.extensionUri, log)) ?? (await import("./no-table.ts")).NO_TABLES));
  const firewall = once(async () =>
    own((await import("./firewall-command.ts")).startFirewall(context, await port(), await node?.firewallTask(), log)),
  );

  // A file that is open comes before all that people may ask for.
  await own(whenNeeded(language, log)).opened;

  const handlers: Readonly<Record<string, Handler>> = {
    [OPEN_CALCULATOR]: async (where, measured) => (await calculator()).open(where, measured),
    [DIAGNOSE_HOST]: async () => (await diagnosis()).ofHost(),
    "conntrack.diagnoseLog": async (where) => (await diagnosis()).ofLog(where),
    "conntrack.analyzeDump": async (where) => (await diagnosis()).ofDump(where),
    [LIVE_TABLE]: async () => (await live()).open(),
    [FIREWALL]: async (where) => (await firewall()).open(where),
    "conntrack.openWalkthrough": async () => (await samples()).openWalkthrough(),
    "conntrack.openSample": async (name) => (await samples()).openSample(name),
    "conntrack.applyToHost": async () => (await import("./apply-command.ts")).apply(apply),
    "conntrack.changeTargetKernel": async () => (await target()).run(),
    "conntrack.validateWorkspace": async () => (await validation()).run(),
    "conntrack.showRule": async (id) => (await pages()).showRule(id),
    [MATCH_BUCKETS]: async (where) => (await buckets()).run(where),
    [EXPLAIN_KEY]: async (key) => (await pages()).explainKey(key),
    "conntrack.showEffectiveConfiguration": async () => (await effective()).show(),
    "conntrack.showMachineConfiguration": async () => (await effective()).showMachine(),
    "conntrack.collectSettings": async (confirmed) => (await effective()).collect(confirmed === true),
  };
  for (const [id, handler] of Object.entries(handlers)) own(log.command(id, handler));

  const views = { [CALCULATOR_VIEW]: calculator, [DIAGNOSIS_VIEW]: diagnosis, [LIVE_VIEW]: live, [FIREWALL_VIEW]: firewall };
  for (const [view, part] of Object.entries(views))
    own(
      window.registerWebviewPanelSerializer(view, {
        deserializeWebviewPanel: async (panel, state: unknown) => (await part()).restore(panel, state),
      }),
    );
  own(
    workspace.registerTextDocumentContentProvider(DOC_SCHEME, { provideTextDocumentContent: async (uri) => (await pages()).textOf(uri) }),
  );
  own(
    workspace.registerTextDocumentContentProvider(EFFECTIVE_SCHEME, {
      onDidChange: effectiveChanged.event,
      provideTextDocumentContent: async (uri) => (await effective()).textOf(uri),
    }),
  );

  for (const name of ["linuxHost", "hasMachine"]) void commands.executeCommand("setContext", `conntrack.${name}`, node?.linux === true);
  own(registerHostBar(node?.linux ? node.fill : undefined, log));
  const others = async (side: NodeSide): Promise<Disposable> => {
    const { settings, trees } = await language();
    return own(await side.others(settings, trees, log));
  };
  if (node) own(whenOtherLanguage(() => others(node), log));
  own(log);
}
