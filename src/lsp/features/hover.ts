// Hover on keys, values and rule names.
import { type Hover, HoverRequest, MarkupKind } from "vscode-languageserver/node";
import { hover, hoverEmbedded, hoverParts, moduleFileHover } from "../../core/language/index.ts";
import { feature } from "../feature.ts";
import { moduleFileOf } from "../module-file.ts";
import { type Lines, toRange } from "../ranges.ts";
import type { Room } from "../room.ts";

export const hovers = feature({
  type: HoverRequest.type,
  capabilities: { hoverProvider: true },
  none: null,
  of: {
    sysctl: (source, { position }, server) => {
      const document = server.documents.get(source);
      const running = server.running.besides(server.isForHost(source));
      return toHover(hover(document, source.offsetAt(position), server.documents.settingsOf(source), running), document, server);
    },
    modules: (source, { position }, server) => {
      const file = moduleFileOf(source, server);
      return toHover(file && moduleFileHover(file, source.offsetAt(position)), server.documents.get(source), server);
    },
    other: async (source, { position }, server) => {
      const reading = await server.others.of(source);
      const settings = server.settings.of(source.uri);
      return reading ? toHover(hoverEmbedded(reading.embedded, source.offsetAt(position), settings), reading.host, server) : null;
    },
  },
});

function toHover(found: ReturnType<typeof hover>, document: Lines, { client }: Room): Hover | null {
  if (!found) return null;
  const kind = client.markdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  return { contents: { kind, value: hoverParts(found).join("\n\n") }, range: toRange(document, found) };
}
