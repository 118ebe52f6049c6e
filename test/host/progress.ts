// Tells a waiting person what is being done and for how long: in place on a terminal, a line now and then elsewhere.

export interface Progress {
  step(text: string): void;
  /** Ends the display, with a last line if given. */
  end(text?: string): void;
}

const lineEverySeconds = 5;

export function startProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  const started = Date.now();
  let current = "";
  let lastLine = 0;
  const seconds = (): number => Math.round((Date.now() - started) / 1000);
  const text = (): string => `[${String(seconds()).padStart(3)} s] ${current}`;
  const show = (force: boolean): void => {
    if (current === "") {
      return;
    }
    if (out.isTTY) {
      // Longer than the terminal would wrap, and then one line cannot be redrawn.
      out.write(`\r\x1b[2K${text().slice(0, Math.max(20, (out.columns || 80) - 1))}`);
    } else if (force || seconds() - lastLine >= lineEverySeconds) {
      lastLine = seconds();
      out.write(`${text()}\n`);
    }
  };
  const timer = setInterval(() => show(false), out.isTTY ? 250 : 1000);
  return {
    step: (next) => {
      current = next;
      show(true);
    },
    end: (last) => {
      clearInterval(timer);
      if (out.isTTY && current !== "") {
        out.write("\r\x1b[2K");
      }
      if (last !== undefined) {
        current = last;
        out.write(`${text()}\n`);
      }
    },
  };
}
