// The traffic: what fills it in, one row a class, and behind each row its detail. A row's numbers are the form's fields.

import { formatCount } from "../src/core/language/index.ts";
import {
  addClass,
  type CalculatorState,
  type FieldId,
  type FieldModel,
  PRESETS,
  removeClass,
  type TrafficSource,
} from "../src/core/plan/index.ts";
import { say } from "../src/core/words/index.ts";
import { Field, Problem } from "./field.tsx";
import { send } from "./host.ts";
import { PresetForm } from "./preset-form.tsx";
import type { Session } from "./session.ts";

export type Fields = ReadonlyMap<FieldId, FieldModel>;

interface TrafficProps {
  readonly session: Session;
  readonly fields: Fields;
}

export function Traffic({ session, fields }: TrafficProps) {
  const { classes } = session.state;
  const add = (): void => {
    const state = addClass(session.state);
    const index = state.classes.value.length - 1;
    session.setTraffic(state, null);
    focusLater(`field-classes-${index}-rate`);
  };
  return (
    <section class="traffic" aria-labelledby="traffic-title">
      <h2 id="traffic-title">{say("Traffic")}</h2>
      <Sources session={session} />
      {classes.value.length > 0 && <Classes session={session} fields={fields} />}
      <button type="button" onClick={add}>
        {say("Add traffic")}
      </button>
    </section>
  );
}

function Sources({ session }: { readonly session: Session }) {
  const preset = PRESETS.find(({ id }) => session.isOpen(`preset-${id}`));
  const fill = (from: TrafficSource): void => send({ type: "fill", from });
  const choose = (id: string): void => {
    for (const other of PRESETS) session.setOpen(`preset-${other.id}`, other.id === id);
  };
  const clear = (): void => {
    const state: CalculatorState = { ...session.state, classes: { value: [], origin: "default" } };
    session.setTraffic(state, null);
  };
  return (
    <>
      <div class="sources">
        {session.source.canMeasure && (
          <button type="button" onClick={() => fill("host")}>
            {say("Measure this host")}
          </button>
        )}
        <button type="button" onClick={() => fill("dump")}>
          {say("Open a dump...")}
        </button>
        <button type="button" onClick={() => fill("clipboard")}>
          {say("Paste a dump")}
        </button>
        <select
          aria-label={say("Preset")}
          title={preset?.title}
          id="preset"
          value={preset?.id ?? ""}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        >
          <option value="">{say("Preset...")}</option>
          {PRESETS.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
        {session.state.classes.value.length > 0 && (
          <button type="button" onClick={clear}>
            {say("Clear traffic")}
          </button>
        )}
      </div>
      {preset && <PresetForm key={preset.id} session={session} preset={preset} close={() => choose("")} />}
    </>
  );
}

function Classes({ session, fields }: TrafficProps) {
  return (
    <table class="classes">
      <caption class="visually-hidden">{say("Traffic classes")}</caption>
      <thead>
        <tr>
          <th scope="col">{say("Class")}</th>
          <th scope="col">{say("New/s")}</th>
          <th scope="col">{say("Lasts")}</th>
          <th scope="col" class="ends">
            {say("Ends")}
          </th>
          <th scope="col" class="number">
            {say("Entries")}
          </th>
        </tr>
      </thead>
      {session.state.classes.value.map((_, index) => (
        <Class key={index} session={session} fields={fields} index={index} />
      ))}
    </table>
  );
}

function Class({ session, fields, index }: TrafficProps & { readonly index: number }) {
  const { name = "" } = session.state.classes.value[index] ?? {};
  const fold = `class-${index}`;
  const open = session.isOpen(fold);
  const live = session.results.occupancy.classes[index]?.live ?? 0;
  const cell = (part: string, heading: string) => {
    const model = fields.get(`classes.${index}.${part}` as FieldId);
    return model && <Field session={session} model={model} bare={`${name}: ${heading}`} />;
  };
  return (
    <tbody>
      <tr>
        <th scope="row">
          <button
            type="button"
            class="expander"
            aria-expanded={open ? "true" : "false"}
            aria-controls={`${fold}-detail`}
            onClick={() => session.setOpen(fold, !open)}
          >
            <span aria-hidden="true">{open ? "▾" : "▸"}</span> {name}
          </button>
        </th>
        <td>{cell("rate", say("new connections per second"))}</td>
        <td>{cell("duration", say("lasts"))}</td>
        <td class="ends">{cell("ends", say("ends"))}</td>
        <td class="number">{formatCount(live)}</td>
      </tr>
      <Wrong session={session} fields={fields} index={index} />
      <tr id={`${fold}-detail`} hidden={!open}>
        <td colSpan={5}>{open && <Detail session={session} fields={fields} index={index} />}</td>
      </tr>
    </tbody>
  );
}

/** In the row itself. */
const IN_ROW: readonly string[] = ["rate", "duration"];

/** What cannot be used of a row, where there is room for it. */
function Wrong({ session, fields, index }: TrafficProps & { readonly index: number }) {
  const wrong = IN_ROW.flatMap((part) => fields.get(`classes.${index}.${part}` as FieldId) ?? []).filter(({ id }) =>
    session.errors.has(id),
  );
  if (wrong.length === 0) return null;
  return (
    <tr>
      <td colSpan={5}>
        {wrong.map((model) => (
          <Problem key={model.id} session={session} model={model} />
        ))}
      </td>
    </tr>
  );
}

function Detail({ session, fields, index }: TrafficProps & { readonly index: number }) {
  const start = `classes.${index}.`;
  const own = [...fields.values()].filter(({ id }) => id.startsWith(start) && !IN_ROW.includes(id.slice(start.length)));
  const remove = (): void => {
    session.setOpen(`class-${index}`, false);
    session.setTraffic(removeClass(session.state, index), session.traffic);
    focusLater("traffic-title");
  };
  return (
    <div class="fields">
      {own.map((model) => (
        <Field key={model.id} session={session} model={model} />
      ))}
      <button type="button" onClick={remove}>
        {say("Remove this class")}
      </button>
    </div>
  );
}

/** Once the page has drawn. */
function focusLater(id: string): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const element = document.getElementById(id);
      if (element instanceof HTMLHeadingElement) element.tabIndex = -1;
      element?.focus();
      // What is typed takes the place of what is there.
      if (element instanceof HTMLInputElement) element.select();
    }),
  );
}
