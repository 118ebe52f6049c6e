// Every feature that the server has. A new one is a file in features/ and a line here; test/unit/lsp/features.test.ts holds
// them against the editor's.
import type { ServerCapabilities } from "vscode-languageserver/node";
import type { Feature } from "./feature.ts";
import { actions } from "./features/code-actions.ts";
import { completions } from "./features/completion.ts";
import { diagnostics } from "./features/diagnostics.ts";
import { formatting, rangeFormatting } from "./features/formatting.ts";
import { hovers } from "./features/hover.ts";
import { hints, lenses } from "./features/inline-figures.ts";
import { definitions, references } from "./features/navigation.ts";
import { folding, highlights, selections, symbols } from "./features/structure.ts";

export const FEATURES: readonly Feature[] = [
  diagnostics,
  hovers,
  completions,
  actions,
  formatting,
  rangeFormatting,
  symbols,
  folding,
  highlights,
  selections,
  hints,
  lenses,
  definitions,
  references,
];

export function capabilitiesOf(): ServerCapabilities {
  return Object.assign({}, ...FEATURES.map(({ capabilities }) => capabilities));
}
