// Cause: another table was full, or another limit was reached, as the log says.

import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { FindCause } from "../context.ts";
import { read } from "./steps.ts";

export const notConntrack: FindCause = ({ evidence: { log }, drops }) => {
  const found = (log?.lookalikes ?? []).filter(({ weight }) => weight === "limit");
  if (found.length === 0) return undefined;
  const steps = found.flatMap(({ keys }) =>
    keys.map((key) => read("read-other-limit", key.replaceAll("/", "."), `cat /proc/sys/${key}`, say("The limit that was reached"))),
  );
  return {
    id: "not-conntrack",
    title: drops ? CAUSE_TITLES["not-conntrack"].other : CAUSE_TITLES["not-conntrack"].only,
    confidence: "certain",
    weight: drops ? 0.25 : 1,
    evidence: found.map(({ meaning, lines }) =>
      lines === 1 ? say("{meaning} (1 line)", { meaning }) : say("{meaning} ({lines} lines)", { meaning, lines: formatCount(lines) }),
    ),
    steps,
  };
};
