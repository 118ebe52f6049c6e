// The command `fleet` in this process, as the command line runs it.
import { fleet } from "../../../src/cli/fleet.ts";
import { readOptions } from "../../../src/cli/options.ts";
import type { Output } from "../../../src/cli/output.ts";
import { UsageError } from "../../../src/cli/usage-error.ts";
import { holdJson } from "./public-json.ts";

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runFleetHere(...args: readonly string[]): Promise<Ran> {
  let [stdout, stderr] = ["", ""];
  const write = async (text: string): Promise<void> => {
    stdout += text;
  };
  const output = { colour: false, terminal: false, columns: 80, write, writeAsIs: write, say: (text: string) => (stderr += `${text}\n`) };
  try {
    const code = await fleet.run(readOptions(args, fleet.options), output as unknown as Output);
    if (code !== 2) holdJson([fleet.name, ...args], stdout);
    return { code, stdout, stderr };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { code: 2, stdout, stderr: error.message };
  }
}
