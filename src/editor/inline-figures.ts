// Figures within the text: hints beside values, and the lens over the limit.
import { CodeLens, Disposable, EventEmitter, InlayHint, languages, workspace } from "vscode";
import { type InlayHint as CoreHint, codeLenses, inlayHints, type SysctlDocument } from "../core/language/index.ts";
import { OPEN_CALCULATOR } from "./calculator.ts";
import type { DocumentCache } from "./document-cache.ts";
import type { HostTrees } from "./host-trees.ts";
import { SELECTOR } from "./language.ts";
import type { Log } from "./log.ts";
import { toRange, toSpan } from "./ranges.ts";
import type { RunningHost } from "./running-host.ts";
import { isOn, SECTION } from "./settings.ts";

/** `document` is the text that the hint stands in. */
export function toInlayHint(document: SysctlDocument, { offset, label, tooltip }: CoreHint): InlayHint {
  const hint = new InlayHint(toRange(document, { start: offset, end: offset }).start, label);
  hint.tooltip = tooltip;
  hint.paddingLeft = true;
  return hint;
}

export function registerInlineFigures(documents: DocumentCache, trees: HostTrees, host: RunningHost, log: Log): Disposable {
  const changed = new EventEmitter<void>();
  return Disposable.from(
    changed,
    trees.onDidJudge(() => changed.fire()),
    host.onDidChange(() => changed.fire()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SECTION)) changed.fire();
    }),
    languages.registerInlayHintsProvider(SELECTOR, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: (source, range) =>
        log.run("inlay hints", () => {
          if (!isOn("inlayHints.enabled", source)) return [];
          const document = documents.get(source);
          // In the text itself only where the file is for this host: elsewhere they would be noise.
          const running = documents.isForHost(source) ? host.settings() : undefined;
          const hints = inlayHints(document, toSpan(source, range), documents.settingsOf(source), running);
          return hints.map((hint) => toInlayHint(document, hint));
        }),
    }),
    languages.registerCodeLensProvider(SELECTOR, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: (source) =>
        log.run("code lens", () => {
          if (!isOn("codeLens.enabled", source)) return [];
          const document = documents.get(source);
          return codeLenses(document, documents.settingsOf(source)).map(({ title, ...span }) => {
            const command = { title, command: OPEN_CALCULATOR, arguments: [source.uri], tooltip: "Open the capacity calculator" };
            return new CodeLens(toRange(document, span), command);
          });
        }),
    }),
  );
}
