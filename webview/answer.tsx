// The answer: the verdict, what is now beside what is recommended, a choice, and what can be done with it.

import { useState } from "preact/hooks";
import {
  type CalculatorState,
  type ComparedRow,
  changesOf,
  comparisonOf,
  EXPORTS,
  hasOwnPlan,
  isKnownNow,
  type PlanChoice,
  reductionQuestion,
  settingsToWrite,
  tableNow,
  type Verdict,
} from "../src/core/plan/index.ts";
import { say } from "../src/core/words/index.ts";
import { BASIS, basisWithTraffic } from "./basis.ts";
import { send } from "./host.ts";
import type { Session } from "./session.ts";

const ICONS: Readonly<Record<Verdict["level"], readonly [icon: string, word: string]>> = {
  loss: ["✖", say("Problem:")],
  warning: ["⚠", say("Warning:")],
  fine: ["✔", ""],
};

export function Answer({ session }: { readonly session: Session }) {
  const { state, results, choice, notice } = session;
  const { verdict } = results;
  const [icon, word] = ICONS[verdict.level];
  const rows = comparisonOf(state, results, choice);
  return (
    <section class="answer" aria-label={say("Answer")}>
      <p id="headline" class={`verdict ${verdict.level}`}>
        <span class="verdict-icon" aria-hidden="true">
          {icon}
        </span>
        <span>
          <span class="visually-hidden">{word === "" ? "" : `${word} `}</span>
          {verdict.text}.
        </span>
      </p>
      <Compared rows={rows} choice={choice} known={isKnownNow(state)} />
      {hasOwnPlan(state) && <Choice session={session} />}
      <Writing session={session} />
      <Basis session={session} />
      <p class={notice.failed ? "notice failed" : "notice"} role="status">
        {notice.text}
      </p>
    </section>
  );
}

interface ComparedProps {
  readonly rows: readonly ComparedRow[];
  readonly choice: PlanChoice;
  /** Whether the values before are in force; otherwise they are the kernel's own. */
  readonly known: boolean;
}

function Compared({ rows, choice, known }: ComparedProps) {
  const own = rows.some(({ mine }) => mine !== null);
  const chosen = (name: PlanChoice): string => (name === choice ? "number chosen" : "number");
  return (
    <table class={own ? "compare own" : "compare"}>
      <caption class="visually-hidden">{say("Current and recommended values")}</caption>
      <thead>
        <tr class="compare-head">
          <td />
          <th scope="col" class="number">
            {known ? say("Now") : say("Default")}
          </th>
          {own && (
            <th scope="col" class={chosen("mine")}>
              {say("Mine")}
            </th>
          )}
          <th scope="col" class={chosen("recommended")}>
            {say("Recommended")}
          </th>
          <th scope="col">{say("Cost and risk")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, label, now, mine, recommended, changes, cost }) => (
          <tr key={id} data-row={id} class={changes ? "changes" : undefined}>
            <th scope="row">{label}</th>
            <td class="number">{now}</td>
            {own && <td class={chosen("mine")}>{mine}</td>}
            <td class={chosen("recommended")}>{recommended}</td>
            <td class="cost quiet">{cost}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Choice({ session }: { readonly session: Session }) {
  const choices: readonly (readonly [PlanChoice, string])[] = [
    ["recommended", say("Recommended")],
    ["mine", say("Mine")],
  ];
  return (
    <fieldset class="choice">
      <legend>{session.source.writesFiles ? say("Write") : say("Download")}</legend>
      {choices.map(([name, label]) => (
        <label key={name}>
          <input type="radio" name="choice" value={name} checked={session.choice === name} onInput={() => session.choose(name)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

function Writing({ session }: { readonly session: Session }) {
  const { state, results, choice, source } = session;
  const [kind, setKind] = useState(EXPORTS[0]?.id ?? "");
  const settings = settingsToWrite(state, results, choice);
  const changes = changesOf(state, settings).length;
  const export_ = EXPORTS.find(({ id }) => id === kind);
  const text = export_?.print(state, results, choice) ?? "";
  const write = (to: "source" | "other"): void => send({ type: "write", settings, to });
  const lowering = reduction(state, settings);
  return (
    <div class="actions">
      <button type="button" class="primary" disabled={changes === 0} onClick={() => write(source.name === null ? "other" : "source")}>
        {writeLabel(changes, source.writesFiles, lowering !== undefined)}
      </button>
      {source.name !== null && settings.length > 0 && (
        <button type="button" onClick={() => write("other")}>
          {say("Write to another file...")}
        </button>
      )}
      {source.name !== null && changes > 0 && (
        <button type="button" onClick={() => send({ type: "compare", settings })}>
          {say("Compare")}
        </button>
      )}
      <div class="copying">
        <label for="copy-kind">{say("Copy as")}</label>
        <select id="copy-kind" title={export_?.label} value={kind} onChange={({ currentTarget }) => setKind(currentTarget.value)}>
          {EXPORTS.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
        <button
          type="button"
          disabled={text === ""}
          aria-describedby="copy-missing"
          onClick={() => send({ type: "copy", what: export_?.label ?? "", text })}
        >
          {say("Copy")}
        </button>
      </div>
      <span id="copy-missing" class="quiet">
        {text === "" ? export_?.missing : ""}
      </span>
    </div>
  );
}

function writeLabel(changes: number, writesFiles: boolean, asksFirst: boolean): string {
  if (!writesFiles) {
    if (changes === 0) return say("Nothing to download");
    return changes === 1 ? say("Download 1 change") : say("Download {changes} changes", { changes });
  }
  if (changes === 0) return say("Nothing to write");
  if (asksFirst) return changes === 1 ? say("Write 1 change...") : say("Write {changes} changes...", { changes });
  return changes === 1 ? say("Write 1 change") : say("Write {changes} changes", { changes });
}

function reduction(state: CalculatorState, settings: ReturnType<typeof settingsToWrite>): string | undefined {
  const max = settings.find(({ path }) => path.endsWith("nf_conntrack_max"))?.value;
  return max === undefined ? undefined : reductionQuestion(tableNow(state).max, max);
}

function Basis({ session }: { readonly session: Session }) {
  const { state, source, results, traffic } = session;
  const known = results.occupancy.rate > 0;
  const base = source.name === null ? "defaults" : source.file === null ? "settings" : "file";
  return (
    <p class="basis">
      {known ? basisWithTraffic(base, state.classes.value.length, traffic) : BASIS[base]}
      {!known && (
        <strong>
          {" "}
          <span class="unknown" aria-hidden="true">
            ⚠
          </span>{" "}
          {say("What fills the table? Enter the traffic.")}
        </strong>
      )}
    </p>
  );
}
