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
      "  readonly text: string;",
      "}",
      "",
      "export const PROVEN: Readonly<Partial<Record<CauseId, Proof>>> = {",
      ...firstOf(rows).flatMap(([cause, row]) => [
        `  ${/^\w+$/.test(cause) ? cause : JSON.stringify(cause)}: {`,
        `    key: ${JSON.stringify(keyOf(row))},`,
        ...told(sentence(row, rows)),
        "  },",
      ]),
      "};",
      "",
    ].join("\n");
  },
};

/** As the formatter of the project leaves it. */
function told(text: string): readonly string[] {
  const line = `    text: say(${JSON.stringify(text)}),`;
  return line.length <= 140 ? [line] : ["    text: say(", `      ${JSON.stringify(text)},`, "    ),"];
}

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

/** Rule sets of the lab. */
const RULES: Readonly<Record<string, string>> = {
  synproxy: "SYNPROXY",
  "no-scan": "dropping the source's echo requests in the raw table",
  "limit-source": "a limit of 100 connections per source",
  "random-ports": "NAT with random ports",
};

function stepWords({ steps }: AdviceRow): string {
  return steps
    .map((step) => {
      const [verb = "", first = "", value] = (step.split("\n")[0] ?? "").split(" ");
      if (verb === "set") return `${first.split("/").at(-1)} = ${value}`;
      if (verb === "rule") return "the rule";
      return verb === "rules" ? (RULES[first] ?? first) : step.slice(verb.length + 1).replace(/ -s [\d.]+/, " -s ADDRESS");
    })
    .join(" and ");
}

function lost({ dropped, refused }: AdviceRow["before"]): number {
  return dropped + refused;
}

function sentence(row: AdviceRow, rows: readonly AdviceRow[]): string {
  const { before, after } = row;
  const same = rows.filter(({ causes }) => causes[0] === row.causes[0]);
  // The figures are those of the first kernel; others had their own.
  const [first = "", ...others] = new Set(same.map(({ release }) => /^\d+(?:\.\d+)*/.exec(release)?.[0] ?? release));
  const elsewhere = others.length === 0 ? "" : `; it also helped on ${others.join(" and ")}`;
  const gone = [
    [`failed connections of other clients from ${lostTries(before)} to ${lostTries(after)} of ${allTries(before)}`, lostTries(before)],
    [`lost packets from ${number(lost(before))} to ${number(lost(after))} per second`, lost(before)],
    [`evictions from ${number(before.evicted)} to ${number(after.evicted)} per second`, before.evicted],
  ] as const;
  const brought = gone.filter(([, count]) => count > 0).map(([text]) => text);
  return `Verified on Linux ${first} in a virtual machine: ${stepWords(row)} reduced ${brought.join(", ")}${elsewhere}`;
}
