// From a key to the line that is in force, and to all lines that set it, across the files of a tree.
import { Location, type Position, type TextDocument } from "vscode";
import type { LineFate } from "../core/boot/index.ts";
import { linesOf, settingAt } from "../core/language/index.ts";
import type { HostTree, HostTrees } from "./host-trees.ts";
import { toOffset, toRange } from "./ranges.ts";
import type { Language } from "./services.ts";

export function navigation({ documents, trees, log }: Language) {
  const find = (source: TextDocument, position: Position) => {
    const host = trees.hostOf(source.uri);
    const setting = host && settingAt(host.configuration, documents.get(source), toOffset(source, position), documents.targetOf(source));
    return host && setting ? { host, setting } : undefined;
  };
  return {
    provideDefinition: (source: TextDocument, position: Position) =>
      log.run("definition", () => {
        const found = find(source, position);
        return found && placeOf(found.setting.line, found.host, trees);
      }),
    provideReferences: (source: TextDocument, position: Position) =>
      log.run("references", () => {
        const found = find(source, position);
        return found ? linesOf(found.setting).flatMap((line) => placeOf(line, found.host, trees) ?? []) : [];
      }),
  };
}

function placeOf({ file, statement }: Pick<LineFate, "file" | "statement">, host: HostTree, trees: HostTrees): Location | undefined {
  const uri = trees.uriOf(host, file.real ?? file.path);
  const document = uri && host.byUri.get(uri.toString())?.document;
  return document && new Location(uri, toRange(document, statement.keySpan));
}
