// A preset that was chosen: what it does, where it is from, the numbers it takes, and the button that fills them in.

import { useState } from "preact/hooks";
import { parseNumber } from "../src/core/language/index.ts";
import { applyPreset, type Preset } from "../src/core/plan/index.ts";
import { say } from "../src/core/words/index.ts";
import type { Session } from "./session.ts";

interface PresetFormProps {
  readonly session: Session;
  readonly preset: Preset;
  readonly close: () => void;
}

export function PresetForm({ session, preset, close }: PresetFormProps) {
  const { title, what, source, parameters } = preset;
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const textOf = (id: string, usual: number): string => texts[id] ?? String(usual);
  const wrong = parameters.find(({ id, usual, min, max }) => {
    const number = parseNumber(textOf(id, usual));
    return number === undefined || number < min || number > max;
  });
  const apply = (): void => {
    const given = Object.fromEntries(parameters.map(({ id, usual }) => [id, parseNumber(textOf(id, usual)) ?? usual]));
    const next = applyPreset(session.state, preset.id, given);
    session.setTraffic(next, next.classes === session.state.classes ? session.traffic : say('the preset "{title}"', { title }));
    close();
  };
  return (
    <div class="preset">
      <p>
        {what} <span class="quiet">{say("Source: {source}.", { source })}</span>
      </p>
      <div class="fields">
        {parameters.map(({ id, label, unit, usual }) => (
          <div class="field" key={id}>
            <div class="field-head">
              <label for={`preset-${id}`}>
                {label} <span class="unit">{unit}</span>
              </label>
            </div>
            <input
              type="text"
              id={`preset-${id}`}
              value={textOf(id, usual)}
              aria-invalid={wrong?.id === id ? "true" : undefined}
              aria-describedby="preset-error"
              onInput={({ currentTarget }) => setTexts({ ...texts, [id]: currentTarget.value })}
            />
          </div>
        ))}
      </div>
      <p class="error" id="preset-error" hidden={!wrong}>
        {wrong && say("{label}: enter a number from {min} to {max}.", { label: wrong.label, min: wrong.min, max: wrong.max })}
      </p>
      <button type="button" disabled={wrong !== undefined} onClick={apply}>
        {say("Use this preset")}
      </button>
    </div>
  );
}
