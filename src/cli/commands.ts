// Every command, in the order in which the help lists them, by a file that is loaded once the command is asked for. A new one
// is a file beside this one, a line here, and its place among the files that ship (src/package/programs.ts).
import type { Command } from "./command.ts";

interface CommandFile {
  readonly name: string;
  readonly load: () => Promise<Command>;
}

const OF_CONNTRACK: readonly CommandFile[] = [
  { name: "check", load: async () => (await import("./check.ts")).check },
  { name: "settings", load: async () => (await import("./settings.ts")).settings },
  { name: "effective", load: async () => (await import("./effective.ts")).effective },
  { name: "size", load: async () => (await import("./size.ts")).size },
  { name: "plan", load: async () => (await import("./plan.ts")).plan },
  { name: "explain", load: async () => (await import("./explain.ts")).explain },
  { name: "analyze", load: async () => (await import("./analyze.ts")).analyze },
  { name: "diagnose", load: async () => (await import("./diagnose.ts")).diagnose },
  { name: "live", load: async () => (await import("./live.ts")).live },
  { name: "firewall", load: async () => (await import("./firewall.ts")).firewall },
  { name: "fleet", load: async () => (await import("./fleet.ts")).fleet },
];

const SERVERS: readonly CommandFile[] = [
  { name: "lsp", load: async () => (await import("./lsp.ts")).lsp },
  { name: "mcp", load: async () => (await import("./mcp.ts")).mcp(() => loaded(OF_CONNTRACK)) },
];

export const COMMANDS: readonly CommandFile[] = [
  ...OF_CONNTRACK,
  ...SERVERS,
  {
    name: "completion",
    load: async () => (await import("./completion/completion.ts")).completion(() => loaded([...OF_CONNTRACK, ...SERVERS])),
  },
];

/** All of them, for what tells of every command. */
export function everyCommand(): Promise<readonly Command[]> {
  return loaded(COMMANDS);
}

function loaded(files: readonly CommandFile[]): Promise<readonly Command[]> {
  return Promise.all(files.map(({ load }) => load()));
}
