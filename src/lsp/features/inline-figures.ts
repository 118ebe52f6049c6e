// Figures within the text: hints beside values, and the lens over the limit.
import { CodeLensRequest, type InlayHint, InlayHintRequest } from "vscode-languageserver/node";
import { type InlayHint as CoreHint, codeLenses, inlayHints, inlayHintsEmbedded } from "../../core/language/index.ts";
import { feature } from "../feature.ts";
import { type Lines, toRange, toSpan } from "../ranges.ts";

export const hints = feature({
  type: InlayHintRequest.type,
  capabilities: { inlayHintProvider: true },
  none: null,
  of: {
    sysctl: (source, { range }, server) => {
      if (!server.settings.isOn("inlayHints.enabled", source.uri)) return null;
      const document = server.documents.get(source);
      // In the text itself only where the file is for this host: elsewhere they would be noise.
      const running = server.isForHost(source) ? server.running.settings() : undefined;
      const found = inlayHints(document, toSpan(source, range), server.documents.settingsOf(source), running);
      return found.map((hint) => toHint(document, hint));
    },
    other: async (source, { range }, server) => {
      const reading = server.settings.isOn("inlayHints.enabled", source.uri) ? await server.others.of(source) : undefined;
      if (!reading) return null;
      const { host, embedded } = reading;
      return inlayHintsEmbedded(host, embedded, toSpan(source, range), server.settings.of(source.uri)).map((hint) => toHint(host, hint));
    },
  },
});

function toHint(document: Lines, { offset, label, tooltip }: CoreHint): InlayHint {
  return { position: toRange(document, { start: offset, end: offset }).start, label, tooltip, paddingLeft: true };
}

export const lenses = feature({
  type: CodeLensRequest.type,
  capabilities: { codeLensProvider: {} },
  none: null,
  of: {
    sysctl: (source, _, server) => {
      if (!server.settings.isOn("codeLens.enabled", source.uri)) return null;
      const document = server.documents.get(source);
      const found = codeLenses(document, server.documents.settingsOf(source));
      // A lens without a command is text alone: the calculator that the extension opens is not here.
      return found.map(({ title, ...span }) => ({ range: toRange(document, span), command: { title, command: "" } }));
    },
  },
});
