// A failure a person can act on: one sentence, no stack trace.
// Everything else that is thrown is a bug and keeps its stack.

export class Failure extends Error {
  override readonly name = "Failure";
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Runs a script's main function; a `Failure` becomes one line on stderr and exit code 1. */
export async function runScript(main: () => Promise<number | undefined>): Promise<void> {
  try {
    if (Number.parseInt(process.versions.node, 10) < 24) {
      throw new Failure(`This script needs Node 24 and runs in ${process.versions.node}: start it with npm run.`);
    }
    process.exit((await main()) ?? 0);
  } catch (error) {
    process.stderr.write(`${error instanceof Failure ? error.message : error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  }
}
