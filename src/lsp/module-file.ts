// A file of modprobe.d or a list of modules, with the tree that it is a part of.
import { type ModuleFile, moduleFileKind } from "../core/language/index.ts";
import { nameOf } from "./addresses.ts";
import type { OpenDocument } from "./open-documents.ts";
import type { Room } from "./room.ts";

export function moduleFileOf(source: OpenDocument, { trees, documents }: Room): ModuleFile | undefined {
  const kind = moduleFileKind(nameOf(source.uri));
  const host = trees.hostOf(source.uri)?.configuration;
  return kind && { kind, text: source.getText(), target: documents.settingsOf(source).target, host };
}
