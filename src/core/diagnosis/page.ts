// A diagnosis as a page: HTML for a body, and what its buttons do. Knows no editor; all text is escaped here.

import type { Evidence } from "../evidence/evidence.ts";
import { readingWords } from "../evidence/mixed/words.ts";
import { shownCounters } from "../evidence/statistics/shown.ts";
import type { TableModel } from "../figures/chart-model.ts";
import { dotted } from "../sysctl/key-path.ts";
import { block, code, grid, items, linkButton, section, shown } from "../text/html.ts";
import { formatBytes, formatCount } from "../units/units.ts";
import { type Comparison, compareReadings } from "./again/compare.ts";
import { type KeptReading, keepReading } from "./again/kept.ts";
import type { Incomparable } from "./again/same-host.ts";
import { comparisonHeadline, comparisonWords } from "./again/words.ts";
import type { Diagnosis, Plan, ReadStep, Step } from "./diagnosis.ts";
import { dumpTables } from "./dump-tables.ts";
import { namespaceTable } from "./namespace-table.ts";
import { ownerTable } from "./owner-table.ts";
import { type MeasuredWorkload, measuredWorkload } from "./workload.ts";

export type PageAction =
  | { readonly kind: "write"; readonly settings: readonly { readonly path: string; readonly value: number }[] }
  | { readonly kind: "show"; readonly text: string }
  | { readonly kind: "copy"; readonly text: string }
  /** Null where nothing was measured. */
  | { readonly kind: "calculate"; readonly workload: Pick<MeasuredWorkload, "classes" | "target"> | null }
  | { readonly kind: "module" }
  /** Reads the same again, and says what changed. */
  | { readonly kind: "again" }
  /** Whether the ports need tracking at all. */
  | { readonly kind: "firewall" };

export interface DiagnosisPage {
  readonly html: string;
  /** By number, as `address` was asked for them. */
  readonly actions: readonly PageAction[];
}

const SEVERITY: Readonly<Record<Diagnosis["severity"], string>> = {
  loss: "Connections were lost",
  pressure: "Nearly full",
  fine: "Healthy",
  unknown: "Not known yet",
};

/** `source` names what was read; `address` gives the link of an action by its number. */
export function diagnosisPage(
  diagnosis: Diagnosis,
  evidence: Evidence,
  source: string,
  address: (action: number) => string,
  again: { readonly before?: KeptReading | undefined; readonly canCheck?: boolean } = {},
): DiagnosisPage {
  const page = new Page(address, evidence.table && measuredWorkload(evidence.table, evidence.host));
  const { verdict, severity, since, until, drops, known, causes, plan, unknown, next } = diagnosis;
  const html = [
    `<header class="${severity}">`,
    `<p class="severity">${SEVERITY[severity]}</p>`,
    `<h1>${shown(verdict)}</h1>`,
    `<p class="quiet">Read: ${shown(source)}</p>`,
    again.canCheck === true ? page.again() : "",
    "</header>",
    again.before ? sinceEarlier(compareReadings(again.before, keepReading(evidence, diagnosis))) : "",
    since === null ? "" : section("Since when", `<p>${shown(since)}${until === null || until === since ? "" : ` to ${shown(until)}`}</p>`),
    section("What was read", items(readingWords(evidence))),
    section("What is known", items(known)),
    section("About the figures", items(drops?.caveats ?? [])),
    section("Causes", causes.length === 0 ? "" : `<ol>${causes.map((cause) => page.cause(cause)).join("")}</ol>`),
    plan ? page.plan(plan) : "",
    page.workload(causes.some(({ steps }) => steps.some(({ kind }) => kind === "calculate"))),
    page.tracking(severity),
    section("What is not known", items(unknown)),
    section("What to read next", next.length === 0 ? "" : page.steps(next)),
    countersOf(evidence),
    namespacesOf(evidence),
    evidence.table ? section("The table", [...dumpTables(evidence.table), ...ownersOf(evidence)].map(tableOf).join("")) : "",
  ].join("\n");
  return { html, actions: page.actions };
}

/** What changed, and first of all whether losses ended. */
function sinceEarlier(found: Comparison | Incomparable): string {
  if ("why" in found) return section("Since the earlier reading", `<p>It is not compared: ${shown(found.why)}.</p>`);
  return section(
    "Since the earlier reading",
    `<p><strong>${shown(comparisonHeadline(found))}.</strong></p>${items(comparisonWords(found))}`,
  );
}

function countersOf({ statistics, changes }: Evidence): string {
  const rows = statistics ? shownCounters(statistics, changes) : [];
  if (rows.length === 0) return "";
  const heads = ["Counter", "Since the namespace was made", ...(changes ? ["A second"] : []), "What it means"];
  const cells = rows.map(({ id, total, perSecond, note }) => [
    id,
    formatCount(total),
    ...(changes ? [perSecond === null ? "not known" : short(perSecond)] : []),
    note,
  ]);
  const columns = heads.map((label) => ({ label, unit: null }));
  return section("The counters", tableOf({ caption: "What is lost, and what grows", columns, rows: cells }));
}

function ownersOf({ owners }: Evidence): readonly TableModel[] {
  const table = owners && ownerTable(owners);
  return table ? [table] : [];
}

/** A host with one namespace has nothing to compare. */
function namespacesOf({ namespaces }: Evidence): string {
  if (!namespaces || namespaces.namespaces.length < 2) return "";
  return section("The network namespaces", tableOf(namespaceTable(namespaces, MOST_NAMESPACES).table));
}

const MOST_NAMESPACES = 50;

function short(rate: number): string {
  return rate > 0 && rate < 10 ? String(Number(rate.toPrecision(2))) : formatCount(rate);
}

function tableOf({ caption, columns, rows }: TableModel): string {
  return grid({ caption, heads: columns.map(({ label }) => label), rows: rows.map((cells) => cells.map(shown)) });
}

class Page {
  readonly actions: PageAction[] = [];
  readonly #address: (action: number) => string;
  readonly #measured: MeasuredWorkload | undefined;

  constructor(address: (action: number) => string, measured: MeasuredWorkload | undefined) {
    this.#address = address;
    this.#measured = measured;
  }

  again(): string {
    return `<p class="buttons">${this.#button("Check again", { kind: "again" })}</p>`;
  }

  cause({ title, confidence, evidence, steps, apart, leave, proven }: Diagnosis["causes"][number]): string {
    const proof = proven === undefined ? "" : `<p>${shown(proven)}.</p>`;
    const words = `${proof}<p class="quiet">What tells it apart: ${shown(apart)}.</p><p class="quiet">Leave it: ${shown(leave)}.</p>`;
    return `<li><h3>${shown(title)} <span class="badge">${confidence}</span></h3>${items(evidence)}${this.steps(steps)}${words}</li>`;
  }

  steps(steps: readonly (Step | ReadStep)[]): string {
    return steps.length === 0 ? "" : `<ul class="steps">${steps.map((step) => `<li>${this.#step(step)}</li>`).join("")}</ul>`;
  }

  plan({ settings, memory, basis }: Plan): string {
    const rows = settings.map(
      ({ key, value, was, why, cost }) =>
        `<tr><th scope="row"><code>${shown(dotted(key))}</code></th><td>${was === null ? "not known" : formatCount(was)}</td><td>${formatCount(value)}</td><td class="words">${shown(why)}. ${shown(cost)}</td></tr>`,
    );
    return section(
      "A plan, by estimate",
      [
        `<table><thead><tr><th scope="col">Key</th><th scope="col">Now</th><th scope="col">Then</th><th scope="col">Why</th></tr></thead><tbody>${rows.join("")}</tbody></table>`,
        memory === null ? "" : `<p>A full table takes ${formatBytes(memory)} of kernel memory.</p>`,
        items(basis),
        `<p class="buttons">${this.#button("Write these keys to a file", { kind: "write", settings: settings.map(({ key, value }) => ({ path: key, value })) })}`,
        `${this.#button("Create the modules-load.d file", { kind: "module" })}</p>`,
        `<p class="quiet">The keys exist only while nf_conntrack is loaded; the second file loads it before they are set at the next start.</p>`,
      ].join(""),
    );
  }

  /** What the table tells of the traffic; nothing where the button stands at a cause already and nothing was measured. */
  workload(offered: boolean): string {
    if (this.#measured) {
      const { basis } = this.#measured;
      return section(
        "The traffic, as measured",
        `${items(basis)}<p class="buttons">${this.#button("Open the calculator with this workload", this.#calculate())}</p>`,
      );
    }
    return offered ? "" : section("The traffic", `<p class="buttons">${this.#button("Open the calculator", this.#calculate())}</p>`);
  }

  /** A port that does without entries fills no table. */
  tracking(severity: Diagnosis["severity"]): string {
    if (severity !== "loss" && severity !== "pressure") return "";
    return section(
      "Do you need tracking?",
      `<p>Ports that work untracked take no entries. Your firewall rules say which those are.</p><p class="buttons">${this.#button("Ask the firewall rules", { kind: "firewall" })}</p>`,
    );
  }

  #step(step: Step | ReadStep): string {
    switch (step.kind) {
      case "set":
        return `${code(`${dotted(step.key)} = ${step.value}`)} ${this.#button("Write to a file", { kind: "write", settings: [{ path: step.key, value: step.value }] })}${why(step.why)}${why(`Cost: ${step.cost}`)}`;
      case "rule":
        return `${shown(step.title)} ${this.#button("Show the rule", { kind: "show", text: `${step.rule}\n` })}${block(step.rule)}${why(step.why)}`;
      case "read":
        return `${shown(step.what)}: ${code(step.command)} ${this.#button("Copy the command", { kind: "copy", text: step.command })}${why(step.why)}`;
      case "calculate":
        return `${this.#button("Open the calculator", this.#calculate())}${why(step.why)}`;
      case "advice":
        return shown(step.text);
    }
  }

  #calculate(): PageAction {
    const { classes, target } = this.#measured ?? {};
    return { kind: "calculate", workload: classes ? { classes, target: target ?? null } : null };
  }

  #button(label: string, action: PageAction): string {
    const number = this.actions.push(action) - 1;
    return linkButton(label, this.#address(number));
  }
}

function why(text: string): string {
  return `<p class="quiet">${shown(text)}.</p>`;
}
