// The language: what judges documents and trees. Loaded with the first of them.
import { Disposable } from "vscode";
import { Diagnostics } from "./diagnostics.ts";
import { DocumentCache } from "./document-cache.ts";
import { DocumentWatch } from "./document-watch.ts";
import { HostTrees } from "./host-trees.ts";
import type { Log } from "./log.ts";
import type { LocalMachine } from "./node-side.ts";
import { once } from "./once.ts";
import { registerProviders } from "./providers.ts";
import { RunningHost } from "./running-host.ts";
import type { Language } from "./services.ts";
import { SettingsReader } from "./settings.ts";
import { registerStatus } from "./status.ts";
import { WorkspaceReader } from "./workspace-files.ts";

export function startLanguage(machine: LocalMachine | undefined, log: Log): Language & Disposable {
  const host = new RunningHost(machine?.running, log);
  const settings = new SettingsReader(() => host.machine());
  const files = new WorkspaceReader(machine?.files.readInside);
  const trees = new HostTrees(machine?.files, files, settings, log);
  const documents = new DocumentCache(trees, settings);
  const watch = new DocumentWatch();
  const diagnostics = new Diagnostics(documents, watch, trees, files, log);
  const language: Language = { log, host, settings, files, trees, documents, watch, diagnostics };
  host.watch((source) => documents.isForHost(source));
  const providers = registerProviders(
    language,
    once(async () => (await import("./assist.ts")).assist(language)),
  );
  const all = Disposable.from(host, trees, documents, watch, diagnostics, providers, registerStatus(documents, watch, trees, host, log));
  return { ...language, dispose: () => all.dispose() };
}
