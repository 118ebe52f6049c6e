// What is known of documents and trees once the language is loaded: the other features ask it.
import type { Diagnostics } from "./diagnostics.ts";
import type { DocumentCache } from "./document-cache.ts";
import type { DocumentWatch } from "./document-watch.ts";
import type { HostTrees } from "./host-trees.ts";
import type { Log } from "./log.ts";
import type { RunningHost } from "./running-host.ts";
import type { SettingsReader } from "./settings.ts";
import type { WorkspaceReader } from "./workspace-files.ts";

export interface Language {
  readonly log: Log;
  readonly host: RunningHost;
  readonly settings: SettingsReader;
  readonly files: WorkspaceReader;
  readonly trees: HostTrees;
  readonly documents: DocumentCache;
  readonly watch: DocumentWatch;
  readonly diagnostics: Diagnostics;
}
