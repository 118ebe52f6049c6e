// A diagnosis as a page: HTML for a body, and what its buttons do. What to do comes first, detail is folded away. Knows no
// editor; all text is escaped.

import type { Evidence } from "../../evidence/evidence.ts";
import { readingWords } from "../../evidence/mixed/words.ts";
import { fold, items, section, shown } from "../../text/html.ts";
import { say } from "../../words/say.ts";
import { type Comparison, compareReadings } from "../again/compare.ts";
import { type KeptReading, keepReading } from "../again/kept.ts";
import type { Incomparable } from "../again/same-host.ts";
import { comparisonHeadline, comparisonWords } from "../again/words.ts";
import type { Diagnosis } from "../diagnosis.ts";
import { type MeasuredWorkload, measuredWorkload } from "../workload.ts";
import { Actions, type BrowserPage, type PageAction } from "./actions.ts";
import { calculate, causesSection } from "./causes.ts";
import { doNow } from "./do-now.ts";
import { asksNumbers, type HeadOptions, head } from "./head.ts";
import { missing } from "./missing.ts";
import { busiest, counters, namespaces, statesBar } from "./tables.ts";

export interface DiagnosisPage {
  readonly html: string;
  /** By number, as `address` was asked for them. */
  readonly actions: readonly PageAction[];
}

export interface PageOptions extends HeadOptions {
  /** The reading before this one, where it was checked again. */
  readonly before: KeptReading | undefined;
  /** Undefined in an editor. */
  readonly browser?: BrowserPage;
}

/** `address` gives the link of an action by its number. */
export function diagnosisPage(
  diagnosis: Diagnosis,
  evidence: Evidence,
  options: PageOptions,
  address: (action: number) => string,
): DiagnosisPage {
  const actions = new Actions(address, options.browser);
  const measured = evidence.table && measuredWorkload(evidence.table, evidence.host);
  const { severity, drops, known, causes, plan, unknown, next } = diagnosis;
  const html = [
    head(diagnosis, evidence, options, actions),
    options.before ? sinceEarlier(compareReadings(options.before, keepReading(evidence, diagnosis))) : "",
    plan ? doNow(plan, actions) : "",
    evidence.table && evidence.table.entries > 0 ? statesBar(evidence.table) : "",
    causesSection(causes, measured, actions),
    missing({ unknown, next, numbersAsked: asksNumbers(severity, evidence) }, actions),
    traffic(measured, causes, actions),
    tracking(severity, actions),
    fold(say("Facts and their sources"), items([...known, ...(drops?.caveats ?? []), ...readingWords(evidence)])),
    fold(say("Most frequent"), busiest(evidence)),
    fold(say("Counters"), counters(evidence)),
    fold(say("Network namespaces"), namespaces(evidence)),
  ].join("\n");
  return { html, actions: actions.all };
}

/** What changed, and first of all whether losses ended. */
function sinceEarlier(found: Comparison | Incomparable): string {
  if ("why" in found) return section(say("Since the earlier reading"), `<p>${shown(say("Not compared: {why}.", { why: found.why }))}</p>`);
  return section(
    say("Since the earlier reading"),
    `<p><strong>${shown(comparisonHeadline(found))}.</strong></p>${items(comparisonWords(found))}`,
  );
}

/** Nothing where the button stands at a cause already and nothing was measured. */
function traffic(measured: MeasuredWorkload | undefined, causes: Diagnosis["causes"], actions: Actions): string {
  if (measured)
    return section(
      say("Measured traffic"),
      `${items(measured.basis)}<p>${actions.button(say("Open the calculator with this workload"), calculate(measured))}</p>`,
    );
  const offered = causes.some(({ steps }) => steps.some(({ kind }) => kind === "calculate"));
  return offered ? "" : section(say("Traffic"), `<p>${actions.button(say("Open the calculator"), calculate(undefined))}</p>`);
}

/** A port that does without entries fills no table. */
function tracking(severity: Diagnosis["severity"], actions: Actions): string {
  // The page that reads rules is the editor's.
  if (actions.browser || (severity !== "loss" && severity !== "pressure")) return "";
  return section(
    say("Do you need tracking?"),
    `<p>${shown(say("Untracked ports need no entries. Your firewall rules show which ports can be untracked."))}</p><p>${actions.button(say("Read the firewall rules"), { kind: "firewall" })}</p>`,
  );
}
