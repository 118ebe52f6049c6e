// What a field is entered by: a line of text, a box, a list to choose from, boxes to tick. They show what the model says.

import { useLayoutEffect, useRef } from "preact/hooks";
import type { FieldModel } from "../src/core/plan/index.ts";
import { say } from "../src/core/words/index.ts";

export interface EntryProps {
  readonly model: FieldModel;
  /** Id of the element; others of the field are named after it. */
  readonly base: string;
  /** Where no label is in sight. */
  readonly label: string | undefined;
  readonly invalid: boolean;
  readonly edit: (text: string) => void;
  /** What cannot be used is given up. */
  readonly forget: () => void;
}

export function Entry(props: EntryProps) {
  switch (props.model.kind) {
    case "text":
      return <TextEntry {...props} />;
    case "switch":
      return <SwitchEntry {...props} />;
    case "choice":
      return <ChoiceEntry {...props} />;
    case "list":
      return <ListEntry {...props} />;
  }
}

function describedBy(base: string, invalid: boolean): string {
  return invalid ? `${base}-error ${base}-help` : `${base}-help`;
}

/** Characters that every entry has room for. */
const ROOM = 12;

/** What may be cut off in the entry comes before what it is. */
function titled(shown: string, help: string): string {
  return shown === "" ? help : `${shown}\n${help}`;
}

/** A text that somebody is writing stays as it is; leaving the field shows what was understood. */
function TextEntry({ model, base, label, invalid, edit, forget }: EntryProps) {
  const input = useRef<HTMLInputElement>(null);
  const show = (): void => {
    if (input.current) input.current.value = model.text;
  };
  useLayoutEffect(() => {
    const isWriting = document.hasFocus() && document.activeElement === input.current;
    if (!invalid && !isWriting && input.current?.value !== model.text) show();
  });
  const leave = (): void => {
    forget();
    show();
  };
  return (
    <input
      ref={input}
      type="text"
      id={base}
      spellcheck={false}
      autocomplete="off"
      placeholder={model.text === "" ? say("not set") : undefined}
      title={titled(model.text.length > ROOM ? model.text : "", model.help)}
      aria-label={label}
      aria-invalid={invalid ? "true" : undefined}
      aria-describedby={describedBy(base, invalid)}
      onInput={({ currentTarget }) => edit(currentTarget.value)}
      // Leaving keeps a wrong text and its explanation; Escape gives it up, and Enter shows what was understood.
      onChange={() => !invalid && leave()}
      onKeyDown={({ key }) => key === "Escape" && leave()}
    />
  );
}

function SwitchEntry({ model, base, label, invalid, edit }: EntryProps) {
  return (
    <input
      type="checkbox"
      id={base}
      title={model.help}
      aria-label={label}
      aria-describedby={describedBy(base, invalid)}
      checked={model.text === "true"}
      onInput={({ currentTarget }) => edit(String(currentTarget.checked))}
    />
  );
}

function ChoiceEntry({ model, base, label, invalid, edit }: EntryProps) {
  return (
    <select
      id={base}
      title={titled(model.choices.find(({ value }) => value === model.text)?.label ?? "", model.help)}
      aria-label={label}
      aria-describedby={describedBy(base, invalid)}
      value={model.text}
      onChange={({ currentTarget }) => edit(currentTarget.value)}
    >
      {model.choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

function ListEntry({ model, base, edit }: EntryProps) {
  const chosen = model.text.split(", ").filter((value) => value !== "");
  const toggled = (value: string): string => {
    const others = chosen.filter((other) => other !== value);
    const next = others.length === chosen.length ? [...chosen, value] : others;
    return model.choices.flatMap((choice) => (next.includes(choice.value) ? [choice.value] : [])).join(", ");
  };
  return (
    <fieldset class="ticks" aria-labelledby={`${base}-label`} aria-describedby={`${base}-help`}>
      {model.choices.map(({ value, label }) => (
        <label key={value} for={`${base}-${value}`}>
          <input type="checkbox" id={`${base}-${value}`} checked={chosen.includes(value)} onInput={() => edit(toggled(value))} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
