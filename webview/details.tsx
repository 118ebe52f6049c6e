// Behind folds, what the answer and its reasons leave out: limits, chains, time, timeouts, memory, sources, files.

import { formatBytes, formatCount, formatDuration } from "../src/core/language/index.ts";
import { type CalculatorResults, markdownReport, printPlan, timeoutLabel } from "../src/core/plan/index.ts";
import { say } from "../src/core/words/index.ts";
import { Fold } from "./fold.tsx";
import { send } from "./host.ts";
import type { DrawingOf } from "./reasons.tsx";
import type { Session } from "./session.ts";

interface DetailsProps {
  readonly session: Session;
  readonly drawing: DrawingOf;
  readonly savePicture: () => void;
}

export function Details({ session, drawing, savePicture }: DetailsProps) {
  const { state, results, choice } = session;
  const { effects, untracked, limits } = results;
  const exceeded = limits.filter((limit) => limit.exceeded).length;
  return (
    <>
      <Fold
        session={session}
        id="fold-limits"
        title={say("Limits")}
        note={exceeded > 0 ? say("{count} exceeded", { count: exceeded }) : ""}
        failed={exceeded > 0}
      >
        {() => <Limits limits={limits} />}
      </Fold>
      <Fold session={session} id="fold-chains" title={say("Chains")}>
        {() => drawing("chain-lengths")}
      </Fold>
      {results.occupancy.rate > 0 && (
        <Fold session={session} id="fold-time" title={say("Over time")}>
          {() => drawing("fill")}
        </Fold>
      )}
      {effects.length > 0 && (
        <Fold
          session={session}
          id="fold-effects"
          title={say("Timeouts that save")}
          note={say("up to {entriesSaved} entries", { entriesSaved: formatCount(effects[0]?.entriesSaved ?? 0) })}
        >
          {() => <Effects effects={effects} />}
        </Fold>
      )}
      {untracked.length > 0 && (
        <Fold session={session} id="fold-untracked" title={say("Traffic that can skip tracking")}>
          {() => <Untracked untracked={untracked} />}
        </Fold>
      )}
      <Fold session={session} id="fold-memory" title={say("Memory")} note={formatBytes(results.memory.allNamespaces)}>
        {() => drawing("memory-parts")}
      </Fold>
      <Fold session={session} id="fold-sources" title={say("Assumptions and sources")}>
        {() => <Sources results={results} />}
      </Fold>
      <Fold session={session} id="fold-files" title={say("Export")}>
        {() => (
          <div class="keeping">
            <button type="button" onClick={() => send({ type: "open-plan" })}>
              {say("Open plan...")}
            </button>
            <button type="button" onClick={() => send({ type: "save-plan", text: printPlan(state) })}>
              {say("Save plan...")}
            </button>
            <button type="button" onClick={() => send({ type: "save-report", text: markdownReport(state, results, choice) })}>
              {say("Save report...")}
            </button>
            <button type="button" onClick={savePicture}>
              {say("Save charts as PNG...")}
            </button>
          </div>
        )}
      </Fold>
    </>
  );
}

function Limits({ limits }: Pick<CalculatorResults, "limits">) {
  return (
    <ul class="limits">
      {limits.map(({ text, exceeded }) => (
        <li key={text} class={exceeded ? "exceeded" : undefined}>
          {exceeded ? say("Exceeded: {limit}", { limit: text }) : text}
        </li>
      ))}
      {limits.length === 0 && <li>{say("No other limit is reached before the table is full.")}</li>}
    </ul>
  );
}

const HEADS = [say("Timeout"), say("From"), say("To"), say("Entries"), say("Memory"), say("Risk")];

function Effects({ effects }: Pick<CalculatorResults, "effects">) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard
    <section class="scroll" tabIndex={0} aria-label={say("Timeouts that save, table")}>
      <table>
        <caption class="visually-hidden">{say("Entries that shorter timeouts save at the peak")}</caption>
        <thead>
          <tr>
            {HEADS.map((head, column) => (
              <th key={head} scope="col" class={column > 0 && column < 5 ? "number" : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {effects.map(({ key, from, to, entriesSaved, bytesSaved, risk }) => (
            <tr key={key + to}>
              <th scope="row">{timeoutLabel(key)}</th>
              <td class="number">{formatDuration(from)}</td>
              <td class="number">{formatDuration(to)}</td>
              <td class="number">{formatCount(entriesSaved)}</td>
              <td class="number">{formatBytes(bytesSaved)}</td>
              <td class="risk">{risk}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Untracked({ untracked }: Pick<CalculatorResults, "untracked">) {
  return (
    <ul>
      {untracked.map(({ name, entriesSaved, bytesSaved, stops }) => (
        <li key={name}>
          {entriesSaved === 1
            ? say("{name}: saves 1 entry and {memory}.", { name, memory: formatBytes(bytesSaved) })
            : say("{name}: saves {entries} entries and {memory}.", {
                name,
                entries: formatCount(entriesSaved),
                memory: formatBytes(bytesSaved),
              })}{" "}
          {stops.join(" ")} {say("Copy the rules as nftables or iptables notrack.")}
        </li>
      ))}
    </ul>
  );
}

function Sources({ results: { memory, occupancy } }: { readonly results: CalculatorResults }) {
  const answers = memory.folklore.map(({ formula, bytes, max, why }) => {
    const answer = bytes !== null ? formatBytes(bytes) : max !== null ? formatCount(max) : undefined;
    return answer === undefined ? `${formula}. ${why}` : `${say("{formula} gives {answer}.", { formula, answer })} ${why}`;
  });
  return (
    <>
      <h3>{say("Sources of the figures")}</h3>
      <Items items={[...memory.basis, occupancy.collector.how]} />
      <h3>{say("Common formulas")}</h3>
      <Items items={answers} />
    </>
  );
}

function Items({ items }: { readonly items: readonly string[] }) {
  return (
    <ul>
      {items.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );
}
