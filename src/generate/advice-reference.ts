// docs/advice.md: every cause and every step that one may propose, from the records that the diagnosis goes by.
import { CAUSE_WORDS, type CauseWords, STEP_REVIEW, type StepReview } from "../core/diagnosis/index.ts";
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
      "Generated from the tables that the diagnosis uses.",
      "",
      "## Causes",
      "",
      "If several causes fit, they are listed in this order: causes shown directly by a counter or a log line; floods, which fill a table of any size; a limit far below the kernel's default; states in which entries linger; few clients; and last the limit itself.",
      "",
      "| Cause | Kind | How to tell | When to ignore it |",
      "|---|---|---|---|",
      ...Object.entries<CauseWords>(CAUSE_WORDS).map(
        ([id, { rank, apart, leave }]) => `| \`${id}\` | ${RANKS[rank]} | ${cell(apart)} | ${cell(leave)} |`,
      ),
      "",
      "## Steps",
      "",
      "Every step that any cause suggests. A value that our own rules would report is never suggested.",
      "",
      "| Step | Description | What it could harm | Safeguards |",
      "|---|---|---|---|",
      ...Object.entries<StepReview>(STEP_REVIEW).map(
        ([id, { what, hurts, kept }]) => `| \`${id}\` | ${cell(what)} | ${cell(hurts)} | ${cell(kept)} |`,
      ),
      "",
    ].join("\n"),
};
