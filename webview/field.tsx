// One field of the form: label, entry, slider, origin, the way back to the file, and what is wrong. Decides nothing.

import { type FieldModel, formatIn, ORIGIN_WORDS, revertField, sliderPosition, sliderSteps, sliderValue } from "../src/core/plan/index.ts";
import { say } from "../src/core/words/index.ts";
import { Entry } from "./entries.tsx";
import type { Session } from "./session.ts";

export interface FieldProps {
  readonly session: Session;
  readonly model: FieldModel;
  /** In a table, where the heads of column and row say what it is. */
  readonly bare?: string;
}

function baseOf({ id }: FieldModel): string {
  return `field-${id.replaceAll(".", "-")}`;
}

export function Field({ session, model, bare }: FieldProps) {
  const { id, kind, label, inFile } = model;
  const base = baseOf(model);
  const problem = session.errors.get(id);
  const revert = (): void => {
    session.errors.delete(id);
    session.set(revertField(session.state, id));
  };
  return (
    <div class={`field field-${kind}`} data-field={id}>
      {bare === undefined && <Head model={model} base={base} />}
      <Entry
        model={model}
        base={base}
        label={bare}
        invalid={problem !== undefined}
        edit={(text) => session.edit(id, text)}
        forget={() => session.forget(id)}
      />
      {model.slider && <Slider session={session} model={model} base={base} />}
      {inFile !== null && (
        <button
          type="button"
          class="link back"
          aria-label={say("File: {value}; use it for {label}", { value: inFile, label })}
          onClick={revert}
        >
          {say("File: {value}", { value: inFile })}
        </button>
      )}
      {bare === undefined && <Problem session={session} model={model} />}
      <span class="visually-hidden" id={`${base}-help`}>
        {model.help}
      </span>
    </div>
  );
}

/** What is wrong with a field's text, where it is. */
export function Problem({ session, model }: Pick<FieldProps, "session" | "model">) {
  const problem = session.errors.get(model.id);
  if (problem === undefined) return null;
  return (
    <p class="error" id={`${baseOf(model)}-error`} role="alert">
      {problem}
    </p>
  );
}

function Head({ model, base }: { readonly model: FieldModel; readonly base: string }) {
  const { kind, label, place, origin, group } = model;
  const unit = unitBeside(model);
  const text = (
    <>
      {label}
      {unit !== "" && <span class="unit"> {unit}</span>}
    </>
  );
  return (
    <div class="field-head">
      {kind === "list" ? <span id={`${base}-label`}>{text}</span> : <label for={base}>{text}</label>}
      {/* Classes say once, over all of them, where they come from. */}
      {group !== "workload" && model.text !== "" && (
        <span class="origin" data-origin={origin}>
          {place === null ? ORIGIN_WORDS[origin] : say("from {place}", { place })}
        </span>
      )}
    </div>
  );
}

/** Seconds, bytes and shares stand in the text itself ("5 days"); some labels have their unit in them. */
function unitBeside({ unit, label }: FieldModel): string {
  return ["seconds", "bytes", "share"].includes(unit) || label.toLowerCase().includes(unit) ? "" : unit;
}

function Slider({ session, model, base }: Required<Pick<FieldProps, "session" | "model">> & { readonly base: string }) {
  const { slider, value, unit, label, id } = model;
  if (!slider || value === null) return null;
  const position = sliderPosition(slider, value);
  const steps = sliderSteps(slider);
  return (
    <input
      type="range"
      id={`${base}-slider`}
      min={0}
      max={steps}
      step={1}
      value={position}
      style={{ "--filled": `${(100 * position) / steps}%` }}
      aria-label={say("{label}, slider", { label })}
      aria-valuetext={`${formatIn("entries", value)} ${unit}`}
      onInput={({ currentTarget }) => session.edit(id, String(sliderValue(slider, Number(currentTarget.value))))}
    />
  );
}
