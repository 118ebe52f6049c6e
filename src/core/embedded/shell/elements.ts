// Elements of an array whose index is a key: `declare -A WANTED=( ["net.netfilter.nf_conntrack_max"]=262144 )`.
import type { Word } from "../collector.ts";
import { isKey } from "../keys.ts";
import { wordIn } from "../words.ts";
import type { ShellWord } from "./lexer.ts";

/** The key and the value of a word that is such an element, in brackets or assigned by itself: `WANTED[KEY]=VALUE`. */
export function elementOf({ source, computed }: ShellWord): readonly [key: Word, value: Word] | undefined {
  const open = source.text.indexOf("[");
  const close = source.text.indexOf("]=", open);
  if (open < 0 || close < 0 || !/^\w*$/.test(source.text.slice(0, open)) || !isKey(source.text.slice(open + 1, close))) return undefined;
  const from = close + 2;
  return [
    wordIn(source, open + 1, close),
    wordIn(
      source,
      from,
      source.text.length,
      computed.some(([, end]) => end > from),
    ),
  ];
}
