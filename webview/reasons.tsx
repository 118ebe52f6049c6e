// Why the plan is what it is, and how full the table gets: what stands beside the traffic that it follows from.

import type { JSX } from "preact";
import { type ChartId, type Reason, whyOf } from "../src/core/plan/index.ts";
import { say } from "../src/core/words/index.ts";
import type { Session } from "./session.ts";

export type DrawingOf = (id: ChartId) => JSX.Element | undefined;

const ABOUT: Readonly<Record<Reason["about"], string>> = {
  max: say("Limit"),
  buckets: say("Buckets"),
  memory: say("Memory"),
  timeouts: say("Timeouts"),
};

export function Reasons({ session, drawing }: { readonly session: Session; readonly drawing: DrawingOf }) {
  const { state, results, choice } = session;
  return (
    <>
      <section aria-labelledby="why-title">
        <h2 id="why-title">{choice === "mine" ? say("Result of your values") : say("Why")}</h2>
        <ul class="reasons">
          {reasonsByRow(whyOf(state, results, choice)).map(([about, texts]) => (
            <li key={about}>
              <strong>{ABOUT[about]}:</strong> {texts.join(" ")}
            </li>
          ))}
        </ul>
      </section>
      {results.occupancy.rate > 0 && drawing("occupancy")}
      {drawing("chain-gauge")}
    </>
  );
}

/** One item a row of the table above, in its order. */
function reasonsByRow(reasons: readonly Reason[]): readonly (readonly [Reason["about"], readonly string[]])[] {
  const rows = Object.keys(ABOUT) as Reason["about"][];
  const groups = rows.map((about) => [about, reasons.filter((reason) => reason.about === about).map(({ text }) => text)] as const);
  return groups.filter(([, texts]) => texts.length > 0);
}
