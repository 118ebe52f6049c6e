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
      "# What a diagnosis says, and whom it could hurt",
      "",
      "Generated from the records that the diagnosis goes by.",
      "",
      "## Causes",
      "",
      "Where several fit, they come in this order: what a counter or a line of the log says outright; floods, which fill a table of any size; a limit far below what the kernel itself chooses; states that entries linger in; few clients; and last the limit itself.",
      "",
      "| Cause | Kind | What tells it apart | When to leave it |",
      "|---|---|---|---|",
      ...Object.entries<CauseWords>(CAUSE_WORDS).map(
        ([id, { rank, apart, leave }]) => `| \`${id}\` | ${RANKS[rank]} | ${cell(apart)} | ${cell(leave)} |`,
      ),
      "",
      "## Steps",
      "",
      "Every step that any cause proposes. A value that our own rules report is never proposed.",
      "",
      "| Step | What it is | Whom it could hurt | What keeps it from that |",
      "|---|---|---|---|",
      ...Object.entries<StepReview>(STEP_REVIEW).map(
        ([id, { what, hurts, kept }]) => `| \`${id}\` | ${cell(what)} | ${cell(hurts)} | ${cell(kept)} |`,
      ),
      "",
    ].join("\n"),
};
