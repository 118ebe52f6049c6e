// How a file is built: symbols, folding, the places of a key, and how a selection grows.
import {
  DocumentHighlightKind,
  DocumentHighlightRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  FoldingRangeKind,
  FoldingRangeRequest,
  type SelectionRange,
  SelectionRangeRequest,
  type SymbolInformation,
  SymbolKind,
} from "vscode-languageserver/node";
import { foldingRanges, keyHighlights, type OutlineSymbol, outline, selectionSpans } from "../../core/language/index.ts";
import { feature } from "../feature.ts";
import { type Lines, toRange } from "../ranges.ts";

const SYMBOLS: Readonly<Record<OutlineSymbol["kind"], SymbolKind>> = {
  group: SymbolKind.Namespace,
  setting: SymbolKind.Property,
  exclusion: SymbolKind.Key,
};

export const symbols = feature({
  type: DocumentSymbolRequest.type,
  capabilities: { documentSymbolProvider: { label: "sysctl" } },
  none: null,
  of: {
    sysctl: (source, _, { documents, client }) => {
      const document = documents.get(source);
      const found = outline(document).map((symbol) => toSymbol(document, symbol));
      return client.symbolTree ? found : flat(found, source.written);
    },
  },
});

function toSymbol(document: Lines, { name, detail, kind, span, selection, children }: OutlineSymbol): DocumentSymbol {
  const [range, selectionRange] = [toRange(document, span), toRange(document, selection)];
  // The protocol has no empty names.
  const shown = name.trim() === "" ? "?" : name;
  return { name: shown, detail, kind: SYMBOLS[kind], range, selectionRange, children: children.map((child) => toSymbol(document, child)) };
}

/** For clients that know no trees. */
function flat(found: readonly DocumentSymbol[], uri: string): SymbolInformation[] {
  const all: SymbolInformation[] = [];
  for (const { name, kind, range, children = [] } of found) {
    all.push({ name, kind, location: { uri, range } });
    for (const child of flat(children, uri)) all.push({ ...child, containerName: name });
  }
  return all;
}

export const folding = feature({
  type: FoldingRangeRequest.type,
  capabilities: { foldingRangeProvider: true },
  none: null,
  of: {
    sysctl: (source, _, { documents }) =>
      foldingRanges(documents.get(source)).map(({ first, last, kind }) => ({
        startLine: first,
        endLine: last,
        kind: kind === "comment" ? FoldingRangeKind.Comment : FoldingRangeKind.Region,
      })),
  },
});

export const highlights = feature({
  type: DocumentHighlightRequest.type,
  capabilities: { documentHighlightProvider: true },
  none: null,
  of: {
    sysctl: (source, { position }, { documents }) => {
      const document = documents.get(source);
      const spans = keyHighlights(document, source.offsetAt(position));
      return spans?.map((span) => ({ range: toRange(document, span), kind: DocumentHighlightKind.Write })) ?? null;
    },
  },
});

export const selections = feature({
  type: SelectionRangeRequest.type,
  capabilities: { selectionRangeProvider: true },
  none: null,
  of: {
    sysctl: (source, { positions }, { documents }) => {
      const document = documents.get(source);
      const whole: SelectionRange = { range: toRange(document, { start: 0, end: document.text.length }) };
      return positions.map((position) =>
        selectionSpans(document, source.offsetAt(position)).reduceRight<SelectionRange>(
          (parent, span) => ({ range: toRange(document, span), parent }),
          whole,
        ),
      );
    },
  },
});
