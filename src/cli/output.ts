// The ways to the terminal or the pipe: in large pieces, at the reader's pace, and quiet when the reader has gone.
import type { WriteStream } from "node:tty";
import { type ColorWhen, wantsColor } from "./color.ts";
import { visibleLines, visibleReport } from "./visible.ts";

/** Text collected before it is written. */
const PIECE = 1 << 16;

/** Standard output or standard error. */
interface Channel {
  readonly colour: boolean;
  /** A report: what steers a terminal is made visible. Await it, or all that is written waits in memory for a slow reader. */
  write(text: string): Promise<void>;
}

export interface Output extends Channel {
  /** Whether a person looks at it: a terminal, not a pipe or a file. */
  readonly terminal: boolean;
  /** Says when there is to be colour, before anything is written; without it, in a terminal. */
  color(when: ColorWhen): void;
  /** Width of the terminal; 80 where there is none. */
  readonly columns: number;
  /** For reports of a run whose standard output carries something else. */
  readonly error: Channel;
  /** A text that is the product itself, such as a file with its fixes: byte by byte as it is. */
  writeAsIs(text: string): Promise<void>;
  /** A line to standard error, under the program's name. */
  say(message: string): void;
  /** Writes what was collected, for those who watch; false once nobody reads any more. */
  flush(): Promise<boolean>;
  /** Writes what is left; false where standard output failed for another reason than a reader that has gone. */
  finish(): Promise<boolean>;
}

export function openOutput(stdout: WriteStream, stderr: WriteStream): Output {
  const out = openChannel(stdout);
  const error = openChannel(stderr);
  const say = (message: string): void => {
    stderr.write(`conntrack-planner: ${visibleLines(message)}\n`);
  };
  return {
    get colour() {
      return out.colour;
    },
    color: (when) => {
      for (const channel of [out, error]) channel.color(when);
    },
    terminal: stdout.isTTY === true,
    columns: stdout.columns || 80,
    write: out.write,
    writeAsIs: out.writeAsIs,
    error,
    say,
    flush: async () => {
      await out.flush();
      return !out.isGone();
    },
    finish: async () => {
      await error.finish();
      const failure = await out.finish();
      if (failure) say(`cannot write the output: ${failure.message}`);
      return failure === undefined;
    },
  };
}

interface OpenChannel extends Channel {
  color(when: ColorWhen): void;
  writeAsIs(text: string): Promise<void>;
  flush(): Promise<void>;
  isGone(): boolean;
  /** Writes what is left; the error, where it was not a reader that has gone. */
  finish(): Promise<Error | undefined>;
}

function openChannel(stream: WriteStream): OpenChannel {
  let pending = "";
  let gone = false;
  let failure: NodeJS.ErrnoException | undefined;
  // Listened to once: a listener for each piece would pile up.
  let goOn = (): void => {};
  stream.on("drain", () => goOn());
  stream.on("close", () => goOn());
  stream.on("error", (error: NodeJS.ErrnoException) => {
    gone = true;
    if (error.code !== "EPIPE" && error.code !== "EOF") failure ??= error;
    goOn();
  });
  const flush = async (): Promise<void> => {
    const piece = pending;
    pending = "";
    if (gone || piece === "" || stream.write(piece)) return;
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
  };
  let colour = wantsColor("auto", stream.isTTY === true);
  const writeAsIs = async (text: string): Promise<void> => {
    pending += text;
    if (pending.length >= PIECE) await flush();
  };
  return {
    get colour() {
      return colour;
    },
    color: (when) => {
      colour = wantsColor(when, stream.isTTY === true);
    },
    write: (text) => writeAsIs(visibleReport(text, colour)),
    writeAsIs,
    flush,
    isGone: () => gone,
    finish: async () => {
      await flush();
      if (!gone) await new Promise<void>((resolve) => void stream.write("", () => resolve()));
      return failure;
    },
  };
}
