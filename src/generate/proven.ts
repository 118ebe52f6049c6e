// src/core/diagnosis/proven.ts: causes whose first step has been taken on booted kernels, and what it brought.
import { type AdviceRow, adviceResults, allTries, lostTries, number } from "./advice-tables.ts";
import type { Generated } from "./generated-file.ts";

export const proven: Generated = {
  path: "src/core/diagnosis/proven.ts",
  text: (_, read) => {
    const rows = adviceResults(read).filter(({ holds, steps }) => holds && steps.length > 0);
    return [
      "// Generated from staged situations by `npm run generate`. Data only.",
      'import { say } from "../words/say.ts";',
      'import type { CauseId } from "./cause-words.ts";',
      "",
      "export interface Proof {",
      "  /** The key that the step set; null where it was something else. */",
      "  readonly key: string | null;",
      "  /** What was done. */",
      "  readonly changes: readonly string[];",
      "  /** Where the figures are from, and where else it helped. */",
      "  readonly kernels: readonly [string, ...string[]];",
      "  /** Before and after: connections of other clients that failed, of how many; packets lost, and entries evicted, per second. */",
      "  readonly failed?: readonly [before: number, after: number, all: number];",
      "  readonly lost?: readonly [before: number, after: number];",
      "  readonly evicted?: readonly [before: number, after: number];",
      "}",
      "",
      "export const PROVEN: Readonly<Partial<Record<CauseId, Proof>>> = {",
      ...firstOf(rows).flatMap(([cause, row]) => [
        `  ${/^\w+$/.test(cause) ? cause : JSON.stringify(cause)}: {`,
        `    key: ${JSON.stringify(keyOf(row))},`,
        `    changes: [${row.steps.map(stepWords).join(", ")}],`,
        `    kernels: [${kernelsOf(row, rows)
          .map((kernel) => JSON.stringify(kernel))
          .join(", ")}],`,
        ...figures(row),
        "  },",
      ]),
      "};",
      "",
    ].join("\n");
  },
};

/** Each cause with the first situation that it was staged in. */
function firstOf(rows: readonly AdviceRow[]): readonly (readonly [cause: string, row: AdviceRow])[] {
  return rows.flatMap((row, index) => {
    const [cause = ""] = row.causes;
    return rows.findIndex(({ causes }) => causes[0] === cause) === index ? [[cause, row] as const] : [];
  });
}

function keyOf({ steps }: AdviceRow): string | null {
  return /^set (\S+)/.exec(steps[0] ?? "")?.[1] ?? null;
}

/** Rule sets of the lab; names stay as they are. */
const RULES: Readonly<Record<string, string>> = {
  synproxy: '"SYNPROXY"',
  "no-scan": `say("Dropping the source's echo requests in the raw table")`,
  "limit-source": 'say("A limit of 100 connections per source")',
  "random-ports": 'say("NAT with random ports")',
};

/** In the language of the file. */
function stepWords(step: string): string {
  const [verb = "", first = "", value] = (step.split("\n")[0] ?? "").split(" ");
  if (verb === "set") return JSON.stringify(`${first.split("/").at(-1)} = ${value}`);
  if (verb === "rule") return 'say("The rule")';
  return verb === "rules"
    ? (RULES[first] ?? JSON.stringify(first))
    : JSON.stringify(step.slice(verb.length + 1).replace(/ -s [\d.]+/, " -s ADDRESS"));
}

function lost({ dropped, refused }: AdviceRow["before"]): number {
  return dropped + refused;
}

/** The figures are those of the first kernel; others had their own. */
function kernelsOf(row: AdviceRow, rows: readonly AdviceRow[]): readonly string[] {
  const same = rows.filter(({ causes }) => causes[0] === row.causes[0]);
  return [...new Set(same.map(({ release }) => /^\d+(?:\.\d+)*/.exec(release)?.[0] ?? release))];
}

/** Of what was lost at all. */
function figures({ before, after }: AdviceRow): readonly string[] {
  const all = {
    failed: [lostTries(before), lostTries(after), allTries(before)],
    lost: [Number(number(lost(before))), Number(number(lost(after)))],
    evicted: [Number(number(before.evicted)), Number(number(after.evicted))],
  };
  return Object.entries(all).flatMap(([name, counts]) => ((counts[0] ?? 0) > 0 ? [`    ${name}: [${counts.join(", ")}],`] : []));
}
