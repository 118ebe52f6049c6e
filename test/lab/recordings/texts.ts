// Texts that kernels print, brought into a form in which two kernels that say the same look the same. Pure.

/** Numbers of namespaces are nobody's business. */
export function masked(line: string): string {
  return line.replace(/netns \d+/, "netns N");
}

/** Entries in the order of their text: the kernel's is that of its hash. What has a head keeps its order. */
export function linesInOrder(label: string, text: string): readonly string[] {
  if (label === "xml")
    return text
      .replaceAll("<flow>", "\n<flow>")
      .split("\n")
      .filter((line) => line.startsWith("<flow>"))
      .map(steady)
      .toSorted();
  const lines = text.split("\n").filter((line) => line !== "");
  return label === "proc" || label === "plain" || label === "extended" ? lines.map(steady).toSorted() : lines;
}

/** Seconds pass while a table is printed: whole tens are kept of what remains. */
function steady(line: string): string {
  return line
    .trimEnd()
    .replace(/^((?:ipv4 +\d+ )?\w+ +\d+ )(\d+)/, (_, head: string, left: string) => `${head}${Math.ceil(Number(left) / 10) * 10}`);
}

/** /proc/net/stat/nf_conntrack: a name for each column, and its sum over all processors. */
export function statistics(text: string): Readonly<Record<string, number>> {
  const [head = "", ...rows] = text.split("\n").filter((line) => line.trim() !== "");
  const sums: Record<string, number> = {};
  head
    .trim()
    .split(/\s+/)
    .forEach((name, column) => {
      sums[name] = rows.reduce((sum, row) => sum + Number.parseInt(row.trim().split(/\s+/)[column] ?? "0", 16), 0);
    });
  return sums;
}
