// How a file is built: outline, folding, the places of a key, and how a selection grows.
import {
  Disposable,
  DocumentHighlight,
  DocumentHighlightKind,
  DocumentSymbol,
  FoldingRange,
  FoldingRangeKind,
  languages,
  SelectionRange,
  SymbolKind,
} from "vscode";
import { foldingRanges, keyHighlights, type OutlineSymbol, outline, type SysctlDocument, selectionSpans } from "../core/language/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import { SELECTOR } from "./language.ts";
import type { Log } from "./log.ts";
import { toOffset, toRange } from "./ranges.ts";

const SYMBOLS: Readonly<Record<OutlineSymbol["kind"], SymbolKind>> = {
  group: SymbolKind.Namespace,
  setting: SymbolKind.Property,
  exclusion: SymbolKind.Key,
};

export function registerStructure(documents: DocumentCache, log: Log): Disposable {
  return Disposable.from(
    languages.registerDocumentSymbolProvider(
      SELECTOR,
      {
        provideDocumentSymbols: (source) =>
          log.run("outline", () => {
            const document = documents.get(source);
            return outline(document).map((symbol) => toSymbol(document, symbol));
          }),
      },
      { label: "sysctl" },
    ),
    languages.registerFoldingRangeProvider(SELECTOR, {
      provideFoldingRanges: (source) =>
        log.run("folding", () =>
          foldingRanges(documents.get(source)).map(
            ({ first, last, kind }) =>
              new FoldingRange(first, last, kind === "comment" ? FoldingRangeKind.Comment : FoldingRangeKind.Region),
          ),
        ),
    }),
    languages.registerDocumentHighlightProvider(SELECTOR, {
      provideDocumentHighlights: (source, position) =>
        log.run("highlights", () => {
          const document = documents.get(source);
          return keyHighlights(document, toOffset(source, position))?.map(
            (span) => new DocumentHighlight(toRange(document, span), DocumentHighlightKind.Write),
          );
        }),
    }),
    languages.registerSelectionRangeProvider(SELECTOR, {
      provideSelectionRanges: (source, positions) =>
        log.run("selection", () => {
          const document = documents.get(source);
          return positions.map((position) => {
            const spans = selectionSpans(document, toOffset(source, position));
            const whole = toRange(document, { start: 0, end: document.text.length });
            return spans.reduceRight<SelectionRange>(
              (parent, span) => new SelectionRange(toRange(document, span), parent),
              new SelectionRange(whole),
            );
          });
        }),
    }),
  );
}

function toSymbol(document: SysctlDocument, { name, detail, kind, span, selection, children }: OutlineSymbol): DocumentSymbol {
  const symbol = new DocumentSymbol(name, detail, SYMBOLS[kind], toRange(document, span), toRange(document, selection));
  symbol.children = children.map((child) => toSymbol(document, child));
  return symbol;
}
