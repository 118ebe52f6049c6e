// The answer: the verdict, what is now beside what is recommended, a choice, and what can be done with it.

import { useState } from "preact/hooks";
import {
  type CalculatorState,
  type ComparedRow,
  changesOf,
  comparisonOf,
  EXPORTS,
  hasOwnPlan,
  type PlanChoice,
  reductionQuestion,
  settingsToWrite,
  tableNow,
  type Verdict,
} from "../src/core/plan/index.ts";
import { send } from "./host.ts";
import type { Session } from "./session.ts";

const ICONS: Readonly<Record<Verdict["level"], readonly [icon: string, word: string]>> = {
  loss: ["✖", "Problem: "],
  warning: ["⚠", "Warning: "],
  fine: ["✔", ""],
};

export function Answer({ session }: { readonly session: Session }) {
  const { state, results, choice, notice } = session;
  const { verdict } = results;
  const [icon, word] = ICONS[verdict.level];
  const rows = comparisonOf(state, results, choice);
  return (
    <section class="answer" aria-label="Answer">
      <p id="headline" class={`verdict ${verdict.level}`}>
        <span class="verdict-icon" aria-hidden="true">
          {icon}
        </span>
        <span>
          <span class="visually-hidden">{word}</span>
          {verdict.text}.
        </span>
      </p>
      <Compared rows={rows} choice={choice} />
      {hasOwnPlan(state) && <Choice session={session} />}
      <Writing session={session} />
      <Basis session={session} />
      <p class={notice.failed ? "notice failed" : "notice"} role="status">
        {notice.text}
      </p>
    </section>
  );
}

function Compared({ rows, choice }: { readonly rows: readonly ComparedRow[]; readonly choice: PlanChoice }) {
  const own = rows.some(({ mine }) => mine !== null);
  const chosen = (name: PlanChoice): string => (name === choice ? "number chosen" : "number");
  return (
    <table class={own ? "compare own" : "compare"}>
      <caption class="visually-hidden">Current and recommended values</caption>
      <thead>
        <tr class="compare-head">
          <td />
          <th scope="col" class="number">
            Now
          </th>
          {own && (
            <th scope="col" class={chosen("mine")}>
              Mine
            </th>
          )}
          <th scope="col" class={chosen("recommended")}>
            Recommended
          </th>
          <th scope="col">Cost and risk</th>
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
    ["recommended", "Recommended"],
    ["mine", "Mine"],
  ];
  return (
    <fieldset class="choice">
      <legend>{session.source.writesFiles ? "Write" : "Download"}</legend>
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
          Write to another file...
        </button>
      )}
      {source.name !== null && changes > 0 && (
        <button type="button" onClick={() => send({ type: "compare", settings })}>
          Compare
        </button>
      )}
      <div class="copying">
        <label for="copy-kind">Copy as</label>
        <select id="copy-kind" value={kind} onChange={({ currentTarget }) => setKind(currentTarget.value)}>
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
          Copy
        </button>
      </div>
      <span id="copy-missing" class="quiet">
        {text === "" ? export_?.missing : ""}
      </span>
    </div>
  );
}

function writeLabel(changes: number, writesFiles: boolean, asksFirst: boolean): string {
  const what = `${changes} ${changes === 1 ? "change" : "changes"}`;
  if (!writesFiles) return changes === 0 ? "Nothing to download" : `Download ${what}`;
  return changes === 0 ? "Nothing to write" : `Write ${what}${asksFirst ? "..." : ""}`;
}

function reduction(state: CalculatorState, settings: ReturnType<typeof settingsToWrite>): string | undefined {
  const max = settings.find(({ path }) => path.endsWith("nf_conntrack_max"))?.value;
  return max === undefined ? undefined : reductionQuestion(tableNow(state).max, max);
}

function Basis({ session }: { readonly session: Session }) {
  const { state, source, results, traffic } = session;
  const file =
    source.name === null ? "the kernel's defaults" : source.file === null ? "the settings (the file cannot be read)" : "the file";
  const count = state.classes.value.length;
  const known = results.occupancy.rate > 0;
  return (
    <p class="basis">
      Based on {file}
      {known ? ` and ${count} traffic ${count === 1 ? "class" : "classes"}${traffic === null ? "" : ` from ${traffic}`}.` : "."}
      {!known && (
        <strong>
          {" "}
          <span class="unknown" aria-hidden="true">
            ⚠
          </span>{" "}
          What fills the table? Enter the traffic.
        </strong>
      )}
    </p>
  );
}
