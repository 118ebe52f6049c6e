// Rooms whose sentences are yet to be rewritten, and how many odd phrases each may still have. Fewer is fine; lower the number then.

/** By the beginning of a path. */
export const STILL_ODD: Readonly<Record<string, number>> = {
  "src/core/diagnosis/": 22,
  "src/core/evidence/": 3,
  "src/core/fleet/": 1,
  "src/core/firewall/": 1,
  "src/core/live/": 1,
  "src/core/text/": 10,
  "src/cli/": 16,
  "src/editor/": 1,
  "src/lsp/": 1,
  "src/mcp/": 5,
  "CONTRIBUTING.md": 3,
  "docs/advice.md": 4,
  "docs/commands.md": 1,
  "docs/fleet.md": 2,
};
