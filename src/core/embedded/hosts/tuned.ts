// Profiles of TuneD: the section [sysctl], and the module's hash size.
import type { Context } from "../context.ts";
import { isKey } from "../keys.ts";
import type { Source } from "../source.ts";
import { trimmed, wordIn } from "../words.ts";

export function readTuned(source: Source, context: Context): void {
  const { text } = source;
  const part = context.collector.open("machine", true);
  let section = "";
  for (let at = 0; at < text.length; ) {
    const feed = text.indexOf("\n", at);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(at, end);
    const heading = /^[ \t]*\[([^\]]{1,100})\]/.exec(line)?.[1];
    if (heading !== undefined) section = heading;
    const equals = line.indexOf("=");
    if (section === "sysctl" && heading === undefined && equals > 0 && !/^[ \t]*[#;]/.test(line)) {
      const [keyAt, keyEnd] = trimmed(text, at, at + equals);
      const [valueAt, valueEnd] = trimmed(text, at + equals + 1, end);
      const value = text.slice(valueAt, valueEnd);
      // `>= 1000` only raises, `${variable}` and `${f:...}` are worked out.
      if (isKey(text.slice(keyAt, keyEnd)))
        part.set(wordIn(source, keyAt, keyEnd), wordIn(source, valueAt, valueEnd, /^[<>]|\$\{/.test(value)), "tuned");
    }
    at = end + 1;
  }
}
