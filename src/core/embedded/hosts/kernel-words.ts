// Words of a kernel command line within another text: nf_conntrack.hashsize=N, sysctl.net.netfilter.nf_conntrack_max=N.
import type { Context } from "../context.ts";
import { isKey } from "../keys.ts";
import type { Source } from "../source.ts";
import { wordIn } from "../words.ts";

export function kernelWords(source: Source, context: Context): void {
  const part = context.collector.open("machine", true);
  for (const match of source.text.matchAll(/(?<![^\s"'=])(?:(nf_conntrack)\.(\w{1,40})|sysctl\.([\w./]{3,120}))=([^\s"']{1,60})/g)) {
    const [whole, module, name = "", key, value = ""] = match;
    const end = match.index + whole.length;
    const word = wordIn(source, end - value.length, end);
    if (module !== undefined) {
      const from = match.index + module.length + 1;
      part.option(wordIn(source, match.index, match.index + module.length), wordIn(source, from, from + name.length), word, "module");
    } else if (key !== undefined && isKey(key)) {
      const from = match.index + "sysctl.".length;
      part.set(wordIn(source, from, from + key.length), word, "other");
    }
  }
}
