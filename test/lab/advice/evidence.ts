// What a person would paste of the host: kernel, memory, settings, log, counters and table, in one text. Pure.
import type { Staged } from "./answers.ts";

/** Of the first showing, before any step. */
export function evidenceText({ start: [machine], key, log, text, count }: Staged): string {
  const shown = (label: string): string => text.find((one) => one.label === label)?.text ?? "";
  const settings = new Map(key.map(({ path, value }) => [path, value] as const));
  return [
    `Linux lab ${machine?.release ?? ""} ${machine?.version ?? ""} x86_64 GNU/Linux`,
    ...shown("complaints")
      .split("\n")
      .filter((line) => line !== ""),
    ...log.map(({ text: line }, index) => `[  ${100 + index}.000000] ${line}`),
    `MemTotal:       ${machine?.kib ?? 0} kB`,
    ...[...settings]
      .filter(([path]) => !path.endsWith("nf_conntrack_count"))
      .map(([path, value]) => `${path.replaceAll("/", ".")} = ${value}`),
    `net.netfilter.nf_conntrack_count = ${count[0]?.count ?? 0}`,
    shown("counters").trimEnd(),
    shown("table").trimEnd(),
    "",
  ].join("\n");
}
