// Figures within the text: hints beside values, and the lens over the limit.
import { CodeLens, InlayHint, l10n, type Range, type TextDocument } from "vscode";
import { type InlayHint as CoreHint, codeLenses, inlayHints, type SysctlDocument } from "../core/language/index.ts";
import { OPEN_CALCULATOR } from "./ids.ts";
import { toRange, toSpan } from "./ranges.ts";
import type { Language } from "./services.ts";
import { isOn } from "./switches.ts";

/** `document` is the text that the hint stands in. */
export function toInlayHint(document: SysctlDocument, { offset, label, tooltip }: CoreHint): InlayHint {
  const hint = new InlayHint(toRange(document, { start: offset, end: offset }).start, label);
  hint.tooltip = tooltip;
  hint.paddingLeft = true;
  return hint;
}

export function inlineFigures({ documents, host, log }: Language) {
  return {
    provideInlayHints: (source: TextDocument, range: Range) =>
      log.run("inlay hints", () => {
        if (!isOn("inlayHints.enabled", source)) return [];
        const document = documents.get(source);
        // In the text itself only where the file is for this host: elsewhere they would be noise.
        const running = documents.isForHost(source) ? host.settings() : undefined;
        const hints = inlayHints(document, toSpan(source, range), documents.settingsOf(source), running);
        return hints.map((hint) => toInlayHint(document, hint));
      }),
    provideCodeLenses: (source: TextDocument) =>
      log.run("code lens", () => {
        if (!isOn("codeLens.enabled", source)) return [];
        const document = documents.get(source);
        return codeLenses(document, documents.settingsOf(source)).map(({ title, ...span }) => {
          const command = { title, command: OPEN_CALCULATOR, arguments: [source.uri], tooltip: l10n.t("Open the capacity calculator") };
          return new CodeLens(toRange(document, span), command);
        });
      }),
  };
}
