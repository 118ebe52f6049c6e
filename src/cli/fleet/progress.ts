// What a person who waits sees: one line of a terminal that says how far it is, and goes away again. A pipe or a file gets none.

export interface ShownProgress {
  readonly show: (text: string) => void;
  /** Nothing is left of it. */
  readonly end: () => void;
}

const FROM_THE_START = "\r\x1b[K";

/** `text` is ours, and shorter than a line. */
export function progressOn(stream: Pick<NodeJS.WriteStream, "isTTY" | "write">): ShownProgress {
  let shown = false;
  return {
    show: (text) => {
      if (!stream.isTTY) return;
      shown = true;
      stream.write(`${FROM_THE_START}${text}`);
    },
    end: () => {
      if (shown) stream.write(FROM_THE_START);
      shown = false;
    },
  };
}
