// How a file is built: outline, folding, the places of a key, and how a selection grows.
import {
  DocumentHighlight,
  DocumentHighlightKind,
  DocumentSymbol,
  FoldingRange,
  FoldingRangeKind,
  type Position,
  SelectionRange,
  SymbolKind,
  type TextDocument,
} from "vscode";
import { foldingRanges, keyHighlights, type OutlineSymbol, outline, type SysctlDocument, selectionSpans } from "../core/language/index.ts";
import { toOffset, toRange } from "./ranges.ts";
import type { Language } from "./services.ts";

const SYMBOLS: Readonly<Record<OutlineSymbol["kind"], SymbolKind>> = {
  group: SymbolKind.Namespace,
  setting: SymbolKind.Property,
  exclusion: SymbolKind.Key,
};

export function structure({ documents, log }: Language) {
  return {
    provideDocumentSymbols: (source: TextDocument) =>
      log.run("outline", () => {
        const document = documents.get(source);
        return outline(document).map((symbol) => toSymbol(document, symbol));
      }),
    provideFoldingRanges: (source: TextDocument) =>
      log.run("folding", () =>
        foldingRanges(documents.get(source)).map(
          ({ first, last, kind }) => new FoldingRange(first, last, kind === "comment" ? FoldingRangeKind.Comment : FoldingRangeKind.Region),
        ),
      ),
    provideDocumentHighlights: (source: TextDocument, position: Position) =>
      log.run("highlights", () => {
        const document = documents.get(source);
        return keyHighlights(document, toOffset(source, position))?.map(
          (span) => new DocumentHighlight(toRange(document, span), DocumentHighlightKind.Write),
        );
      }),
    provideSelectionRanges: (source: TextDocument, positions: readonly Position[]) =>
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
  };
}

function toSymbol(document: SysctlDocument, { name, detail, kind, span, selection, children }: OutlineSymbol): DocumentSymbol {
  const symbol = new DocumentSymbol(name, detail, SYMBOLS[kind], toRange(document, span), toRange(document, selection));
  symbol.children = children.map((child) => toSymbol(document, child));
  return symbol;
}
