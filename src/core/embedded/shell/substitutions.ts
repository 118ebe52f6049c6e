// Commands within a text that a script writes.
import { Source } from "../source.ts";
import { expansionEnd } from "./lexer.ts";

/** Less the commands over several lines, which are no lines of the file that is written. */
export function withoutCommands(source: Source): Source {
  const { text } = source;
  if (!text.includes("$(")) return source;
  return Source.build(({ take, put }) => {
    let from = 0;
    for (let at = text.indexOf("$("); at >= 0; at = text.indexOf("$(", at)) {
      const end = Math.max(expansionEnd(text, at), at + 2);
      if (text.slice(at, end).includes("\n")) {
        take(source, from, at);
        put("$()");
        from = end;
      }
      at = end;
    }
    take(source, from, text.length);
  });
}
