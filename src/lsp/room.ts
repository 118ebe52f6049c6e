// What features are handed: the connection, and what the server knows.
import type { Connection } from "vscode-languageserver/node";
import type { FreshSettings, KnownDocuments } from "../core/language/index.ts";
import type { Client } from "./client.ts";
import type { Kind } from "./document-kinds.ts";
import type { Folders } from "./folders.ts";
import type { Gate } from "./gate.ts";
import type { OpenDocument, OpenDocuments } from "./open-documents.ts";
import type { OtherLanguages } from "./other-languages.ts";
import type { ClientSettings } from "./settings.ts";
import type { Trees } from "./trees.ts";

export interface Room {
  readonly connection: Connection;
  readonly client: Client;
  readonly gate: Gate;
  readonly open: OpenDocuments;
  readonly folders: Folders;
  readonly settings: ClientSettings;
  readonly trees: Trees;
  readonly documents: KnownDocuments<OpenDocument>;
  readonly others: OtherLanguages;
  /** Of the host that the server runs on. */
  readonly running: FreshSettings;
  kindOf(source: OpenDocument): Kind | undefined;
  /** Whether a sysctl file is for the host that the server runs on. */
  isForHost(source: OpenDocument): boolean;
}
