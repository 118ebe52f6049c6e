// The way to the terminal or the pipe: in large pieces, at the reader's pace, and quiet when the reader has gone.
/** Text collected before it is written. */
const PIECE = 1 << 16;

export interface Output {
  readonly colour: boolean;
  /** Width of the terminal; 80 where there is none. */
  readonly columns: number;
  /** To standard output. Await it, or all that is written waits in memory for a slow reader. */
  write(text: string): Promise<void>;
  /** A line to standard error, under the program's name. */
  say(message: string): void;
  /** Writes what is left; false where standard output failed for another reason than a reader that has gone. */
  finish(): Promise<boolean>;
}

export function openOutput(): Output {
  const { stdout, stderr } = process;
  let pending = "";
  let gone = false;
  let failure: NodeJS.ErrnoException | undefined;
  // Listened to once: a listener for each piece would pile up.
  let goOn = (): void => {};
  stdout.on("drain", () => goOn());
  stdout.on("close", () => goOn());
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    gone = true;
    if (error.code !== "EPIPE" && error.code !== "EOF") failure ??= error;
    goOn();
  });
  stderr.on("error", () => {});

  const flush = async (): Promise<void> => {
    const piece = pending;
    pending = "";
    if (gone || piece === "" || stdout.write(piece)) return;
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
  };
  const say = (message: string): void => {
    stderr.write(`conntrack-planner: ${message}\n`);
  };
  return {
    colour: wantsColour(stdout.isTTY === true),
    columns: stdout.columns || 80,
    write: async (text) => {
      pending += text;
      if (pending.length >= PIECE) await flush();
    },
    say,
    finish: async () => {
      await flush();
      if (!gone) await new Promise<void>((resolve) => void stdout.write("", () => resolve()));
      if (failure) say(`cannot write the output: ${failure.message}`);
      return failure === undefined;
    },
  };
}

/** FORCE_COLOR says it either way, then NO_COLOR and the terminal. */
function wantsColour(terminal: boolean): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return terminal && (NO_COLOR === undefined || NO_COLOR === "") && TERM !== "dumb";
}
