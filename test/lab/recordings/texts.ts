// Texts that kernels print, brought into a form in which two kernels that say the same look the same. Pure.

/** Numbers of namespaces are nobody's business. */
export function masked(line: string): string {
  return line.replace(/netns \d+/, "netns N");
}

/**
 * One line of each kind, in the order of their text: entries that differ in numbers alone look alike, and the kernel's order
 * is that of its hash. Of counters, whose rows are numbers, the names.
 */
export function kindsOfLines(label: string, text: string): readonly string[] {
  const lines = (label === "xml" ? text.replaceAll("<flow>", "\n<flow>") : text).split("\n").filter((line) => line.trim() !== "");
  if (label === "counters") return lines.slice(0, 1).map(shapeOf);
  if (!ENTRIES.has(label)) return lines.slice(0, 1);
  const entries = (label === "xml" ? lines.filter((line) => line.startsWith("<flow>")) : lines).map(steady).toSorted();
  const seen = new Set<string>();
  return entries.filter((line) => seen.size < seen.add(shapeOf(line)).size);
}

const ENTRIES = new Set(["proc", "plain", "extended", "xml"]);

function shapeOf(line: string): string {
  return line.replace(/\d+/g, "0");
}

/** Seconds pass while a table is printed: whole tens are kept of what remains, and nothing of what an entry has lived. */
function steady(line: string): string {
  const tens = (_: string, head: string, left: string): string => `${head}${Math.ceil(Number(left) / 10) * 10}`;
  return line
    .replace(/<\/flow>.*$/, "</flow>")
    .trim()
    .replace(/^((?:ipv4 +\d+ )?\w+ +\d+ )(\d+)/, tens)
    .replace(/<id>\d+<\/id>/, "<id>0</id>")
    .replace(/(<timeout>)(\d+)/, tens)
    .replace(/(delta-time=|<deltatime>)\d+/, "$10")
    .replace(/<when>.*?<\/when>|<timestamp>.*?<\/timestamp>/, "");
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
