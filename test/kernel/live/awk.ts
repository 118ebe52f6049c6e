// The one-line awk that the counts are held against.
import { spawnSync } from "node:child_process";

/** How often each value of a field occurs, by name. */
export function countByAwk(text: string, field: string, condition = ""): Readonly<Record<string, number>> {
  const { status, stdout, stderr, error } = spawnSync("awk", [`${condition} { n[${field}]++ } END { for (k in n) print k, n[k] }`], {
    input: text,
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
    maxBuffer: 2 ** 26,
  });
  if (error || status !== 0) throw error ?? new Error(stderr);
  const rows = stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))] as const);
  return Object.fromEntries([...rows].sort(([one], [other]) => (one < other ? -1 : 1)));
}
