// What is shipped as a program of several files: which modules are loaded together, and when.
import type { Program } from "./program.ts";

/** Registration alone is loaded at once, the language with the first document of ours, all else when somebody asks for it. */
export const EXTENSION: Program = {
  name: "extension",
  entry: "src/extension.ts",
  parts: {
    "code-cache": ["src/editor/load-language.ts"],
    language: ["src/editor/language-part.ts", "src/linux/local-machine.ts"],
    trees: ["src/core/language/workspace/tree-engine.ts"],
    assist: ["src/editor/assist.ts"],
    pages: ["src/editor/doc-pages.ts"],
    effective: ["src/editor/effective-configuration.ts", "src/editor/collect-commands.ts"],
    commands: [
      "src/editor/apply-command.ts",
      "src/editor/apply-run.ts",
      "src/editor/target-command.ts",
      "src/editor/validate-workspace.ts",
      "src/editor/match-buckets.ts",
      "src/editor/samples.ts",
    ],
    calculator: ["src/editor/calculator.ts"],
    diagnosis: ["src/editor/diagnosis.ts", "src/editor/measure-traffic.ts"],
    live: ["src/editor/live-panel.ts", "src/editor/no-table.ts"],
    firewall: ["src/editor/firewall-command.ts", "src/editor/firewall-task.ts"],
    others: ["src/editor/other-languages.ts"],
    embedded: ["src/core/embedded/index.ts"],
    host: ["src/linux/port.ts"],
  },
  groups: [
    ["extension"],
    ["language"],
    ["assist", "trees", "pages", "effective", "others"],
    ["host", "live"],
    ["diagnosis", "firewall"],
    ["calculator", "commands"],
  ],
  // Each file costs the first document a millisecond. Of "diagnosis", the firewall page alone may come before the language.
  follow: { language: ["assist", "diagnosis", "calculator"] },
  shared: "shared",
  target: "es2023",
  external: ["vscode"],
};

/** A command is loaded by its name; those that ask the same rooms of the core stand in one file. */
export const CLI: Program = {
  name: "cli",
  entry: "src/cli/main.ts",
  parts: {
    "cli/language": ["src/cli/check.ts", "src/cli/settings.ts", "src/cli/effective.ts"],
    "cli/root": ["src/cli/check-root.ts"],
    "cli/explain": ["src/cli/explain.ts"],
    "cli/plan": ["src/cli/size.ts", "src/cli/plan.ts"],
    "cli/evidence": ["src/cli/analyze.ts", "src/cli/diagnose.ts", "src/cli/live.ts"],
    "cli/firewall": ["src/cli/firewall.ts"],
    "cli/fleet": ["src/cli/fleet.ts"],
    "cli/lsp": ["src/cli/lsp.ts", "src/lsp/index.ts", "src/core/language/workspace/tree-engine.ts"],
    "cli/mcp": ["src/cli/mcp.ts", "src/mcp/index.ts"],
    "cli/completion": ["src/cli/completion/completion.ts"],
    "cli/embedded": ["src/core/embedded/index.ts"],
  },
  groups: [["cli"], ["cli/language"], ["cli/explain"], ["cli/evidence", "cli/firewall"], ["cli/plan"]],
  shared: "cli/shared",
  target: "node20",
  banner: "#!/usr/bin/env node",
};
