// Completion of keys, values, comments that steer, whole setups and options of modules.
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type CompletionParams,
  CompletionRequest,
  CompletionResolveRequest,
  InsertTextFormat,
  MarkupKind,
} from "vscode-languageserver/node";
import {
  type CompletionItem as CoreItem,
  complete,
  completeEmbedded,
  completeModuleFile,
  completeUnfinished,
  filterText,
  isIncomplete,
  MODULE_FILE_TRIGGERS,
  OTHER_TRIGGERS,
  plain,
  sortText,
  TRIGGERS,
} from "../../core/language/index.ts";
import { type Feature, feature } from "../feature.ts";
import { moduleFileOf } from "../module-file.ts";
import { type Lines, toRange } from "../ranges.ts";
import type { Room } from "../room.ts";

const KINDS: Readonly<Record<CoreItem["kind"], CompletionItemKind>> = {
  segment: CompletionItemKind.Module,
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  comment: CompletionItemKind.Keyword,
  rule: CompletionItemKind.EnumMember,
  setup: CompletionItemKind.Snippet,
};

/** The items of the latest list of a server, until somebody looks at one of them. */
const latest = new WeakMap<Room, { readonly list: number; readonly items: readonly CoreItem[] }>();

const answering = feature({
  type: CompletionRequest.type,
  capabilities: { completionProvider: { triggerCharacters: [...new Set([...TRIGGERS, ...MODULE_FILE_TRIGGERS])], resolveProvider: true } },
  none: null,
  of: {
    sysctl: (source, params, server) => {
      if (!isAskedFor(params, TRIGGERS)) return null;
      const document = server.documents.get(source);
      return toList(complete(document, source.offsetAt(params.position), server.documents.settingsOf(source)), document, server);
    },
    modules: (source, params, server) => {
      const file = isAskedFor(params, MODULE_FILE_TRIGGERS) ? moduleFileOf(source, server) : undefined;
      return file ? toList(completeModuleFile(file, source.offsetAt(params.position)), server.documents.get(source), server) : null;
    },
    other: async (source, params, server) => {
      if (!isAskedFor(params, OTHER_TRIGGERS)) return null;
      const reading = await server.others.of(source);
      const offset = source.offsetAt(params.position);
      const options = server.settings.of(source.uri);
      const found = reading ? completeEmbedded(reading.embedded, offset, options) : [];
      if (reading && found.length > 0) return toList(found, reading.host, server);
      const { character } = params.position;
      const start = offset - character;
      const line = source.getText().slice(start).split("\n", 1)[0] ?? "";
      const unfinished = completeUnfinished(line, character, start, options);
      return unfinished.length > 0 ? toList(unfinished, server.documents.get(source), server) : null;
    },
  },
});

export const completions: Feature = {
  ...answering,
  register: (server) => {
    answering.register(server);
    server.connection.onRequest(CompletionResolveRequest.type, (item: CompletionItem): CompletionItem => {
      server.gate.pass();
      const known = latest.get(server);
      const [list, index] = Array.isArray(item.data) ? item.data : [];
      const core = known?.list === list && typeof index === "number" ? known?.items[index] : undefined;
      const value = core?.documentation?.();
      return value === undefined ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value } };
    });
  },
};

/** A character that asks in one kind of file asks in none of the others. */
function isAskedFor({ context }: CompletionParams, triggers: readonly string[]): boolean {
  return context?.triggerCharacter === undefined || triggers.includes(context.triggerCharacter);
}

function toList(items: readonly CoreItem[], document: Lines, server: Room): CompletionList {
  const list = (latest.get(server)?.list ?? 0) + 1;
  latest.set(server, { list, items });
  return { isIncomplete: isIncomplete(items), items: items.map((core, index) => toItem(core, document, server, [list, index])) };
}

function toItem(core: CoreItem, document: Lines, { client }: Room, data: readonly [number, number]): CompletionItem {
  const isSnippet = core.kind === "setup" && client.snippets;
  const newText = core.kind === "setup" && !isSnippet ? plain(core.insert) : core.insert;
  const filter = filterText(core);
  return {
    label: core.label,
    ...(client.labelDetails ? { labelDetails: { description: core.detail } } : { detail: core.detail }),
    kind: KINDS[core.kind],
    ...(isSnippet && { insertTextFormat: InsertTextFormat.Snippet }),
    textEdit: { range: toRange(document, core.replace), newText },
    sortText: sortText(core),
    ...(filter !== undefined && { filterText: filter }),
    data,
  };
}
