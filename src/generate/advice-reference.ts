// docs/advice.md: every cause and every step that one may propose, from the records that the diagnosis goes by.
import { CAUSE_TITLES, CAUSE_WORDS, type CauseTitle, type CauseWords, STEP_REVIEW, type StepReview } from "../core/diagnosis/index.ts";
import type { Generated } from "./generated-file.ts";
import { cell } from "./markdown.ts";

const RANKS: Readonly<Record<CauseWords["rank"], string>> = {
  counted: "counted",
  flood: "flood",
  lowered: "lowered limit",
  state: "state",
  clients: "few clients",
  limit: "limit",
};

export const adviceReference: Generated = {
  path: "docs/advice.md",
  text: () =>
    [
      "# Causes and steps of the diagnosis",
      "",
      "What `conntrack-planner diagnose`, `live` and the pages of the editor may name as a cause, by the title that they print, and every step that they may suggest. Generated from the tables that the diagnosis uses.",
      "",
      "## Causes",
      "",
      "The kind says what a cause is known by. If several causes fit, they are listed in this order: what a counter or a log line shows directly (counted); floods, which fill a table of any size (flood); a limit far below the kernel's default (lowered limit); states in which entries linger (state); few clients; and last the limit itself (limit), which comes before all that is only possible where it was reached for certain.",
      "",
      "| Title | Id in JSON | Kind | How to tell | When to ignore it |",
      "|---|---|---|---|---|",
      ...Object.entries<CauseWords>(CAUSE_WORDS).map(
        ([id, { rank, apart, leave }]) => `| ${titlesOf(id)} | \`${id}\` | ${RANKS[rank]} | ${cell(apart)} | ${cell(leave)} |`,
      ),
      "",
      "## Steps",
      "",
      "Every step that any cause suggests. No suggested value is one that `check` would report.",
      "",
      "| Step | Description | What it could harm | Safeguards |",
      "|---|---|---|---|",
      ...Object.entries<StepReview>(STEP_REVIEW).map(
        ([id, { what, hurts, kept }]) => `| \`${id}\` | ${cell(what)} | ${cell(hurts)} | ${cell(kept)} |`,
      ),
      "",
    ].join("\n"),
};

/** As they are printed; "..." is where a name or a number stands. */
function titlesOf(id: string): string {
  const titles: readonly CauseTitle[] = Object.entries<Readonly<Record<string, CauseTitle>>>(CAUSE_TITLES).flatMap(([own, all]) =>
    own === id ? Object.values(all) : [],
  );
  return titles.map((title) => cell(typeof title === "string" ? title : title("...", 0))).join("<br>");
}
