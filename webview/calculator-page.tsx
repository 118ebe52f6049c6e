// The calculator page as a whole, in the order it is read: machine, answer, traffic, values, reasons, detail.

import { useEffect, useRef, useState } from "preact/hooks";
import { type CalculatorState, type ChartId, type ChartModel, comparisonOf, fieldsOf } from "../src/core/plan/index.ts";
import { say } from "../src/core/words/index.ts";
import { Answer } from "./answer.tsx";
import { Details } from "./details.tsx";
import { Drawing } from "./drawing.tsx";
import { Field } from "./field.tsx";
import { copy, send } from "./host.ts";
import { Inputs, OwnTable } from "./inputs.tsx";
import { Reasons } from "./reasons.tsx";
import type { Session } from "./session.ts";
import type { Palette } from "./theme.ts";
import { type Fields, Traffic } from "./traffic.tsx";

export interface CalculatorPageProps {
  readonly session: Session;
  readonly charts: readonly ChartModel[];
  readonly palette: Palette;
  readonly savePicture: () => void;
}

export function CalculatorPage({ session, charts, palette, savePicture }: CalculatorPageProps) {
  const fields: Fields = new Map(fieldsOf(session.state).map((field) => [field.id, field]));
  const drawing = (id: ChartId) => {
    const model = charts.find((one) => one.id === id);
    return model && <Drawing key={id} model={model} palette={palette} copy={copy} />;
  };
  return (
    <>
      <Top session={session} fields={fields} />
      <Answer session={session} />
      <InSight session={session} />
      <div class="columns">
        <div class="column">
          <Traffic session={session} fields={fields} />
          <OwnTable session={session} fields={fields} />
        </div>
        <div class="column">
          <Reasons session={session} drawing={drawing} />
        </div>
        <div class="column">
          <Inputs session={session} fields={fields} />
        </div>
        <div class="column">
          <Details session={session} drawing={drawing} savePicture={savePicture} />
        </div>
      </div>
    </>
  );
}

function Top({ session, fields }: { readonly session: Session; readonly fields: Fields }) {
  const { name, canMeasure, writesFiles } = session.source;
  const memory = fields.get("target.memory");
  return (
    <header class="top">
      <h1>{say("Capacity")}</h1>
      {name !== null && (
        <button type="button" class="link" title={say("Show the file")} onClick={() => send({ type: "show-file" })}>
          {name}
        </button>
      )}
      {writesFiles && (
        <button type="button" class="link" onClick={() => send({ type: "choose-file" })}>
          {name === null ? say("Choose a file...") : say("Change...")}
        </button>
      )}
      <button type="button" class="link" title={say("Show the machine")} onClick={() => showMachine(session)}>
        {machineWords(session.state)}
      </button>
      {memory && <Field session={session} model={memory} />}
      {canMeasure && (
        <button type="button" onClick={() => send({ type: "use-host" })}>
          {say("Use this host")}
        </button>
      )}
      {session.isEdited && (
        <button type="button" onClick={() => session.reset()}>
          {name === null ? say("Reset to defaults") : say("Reset to file values")}
        </button>
      )}
    </header>
  );
}

function showMachine(session: Session): void {
  session.setOpen("fold-target", true);
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById("field-target-kernel")?.focus()));
}

function machineWords({ target }: CalculatorState): string {
  return `Linux ${target.kernel.text}, ${target.arch}`;
}

/** The answer in one line, in sight once the answer itself has scrolled by. Screen readers have the table. */
function InSight({ session }: { readonly session: Session }) {
  const line = useRef<HTMLParagraphElement>(null);
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    const answer = line.current?.previousElementSibling;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry) setPassed(!entry.isIntersecting && entry.boundingClientRect.top < 0);
    });
    if (answer) observer.observe(answer);
    return () => observer.disconnect();
  }, []);
  const rows = comparisonOf(session.state, session.results, session.choice);
  const parts = rows.flatMap(({ id, label, now, mine, recommended }) => {
    const after = session.choice === "mine" ? (mine ?? now) : recommended;
    return id === "max" || id === "buckets" ? [now === after ? `${label} ${now}` : `${label} ${now} → ${after}`] : [];
  });
  return (
    <p ref={line} class="in-sight" aria-hidden="true">
      {passed && <span>{parts.join(" · ")}</span>}
    </p>
  );
}
