// Presets: one is chosen, says what it does and where it is from, takes its numbers, and is applied.

import { parseNumber } from "../src/core/language/index.ts";
import { applyPreset, PRESETS } from "../src/core/plan/index.ts";
import { button, element, setText } from "./dom.ts";
import type { Session } from "./session.ts";

export function makePresets(session: Session): HTMLElement {
  const select = element("select", { id: "preset", "aria-describedby": "preset-what" });
  select.append(element("option", { value: "" }, "Choose a preset..."));
  for (const { id, title } of PRESETS) select.append(element("option", { value: id }, title));
  const what = element("p", { class: "quiet", id: "preset-what" });
  const values = element("div", { class: "preset-values" });
  const error = element("p", { class: "error", id: "preset-error", hidden: true });
  const apply = button("Apply the preset", () => {
    const preset = chosen();
    if (!preset) return;
    const inputs = [...values.querySelectorAll("input")];
    const numbers = inputs.map((input) => [input, parseNumber(input.value)] as const);
    for (const [input, number] of numbers) {
      const { min, max } = preset.parameters.find(({ id }) => id === input.name) ?? { min: 0, max: 0 };
      const wrong = number === undefined || number < min || number > max;
      input.toggleAttribute("aria-invalid", false);
      if (wrong) input.setAttribute("aria-invalid", "true");
      setText(error, wrong ? `Write a number from ${min} to ${max}.` : "");
      error.hidden = !wrong;
      if (wrong) {
        input.focus();
        return;
      }
    }
    const given = Object.fromEntries(numbers.map(([input, number]) => [input.name, number ?? 0]));
    session.setClasses(applyPreset(session.state, preset.id, given));
  });
  const chosen = () => PRESETS.find(({ id }) => id === select.value);
  const show = (): void => {
    const preset = chosen();
    setText(what, preset ? `${preset.what} Source: ${preset.source}.` : "");
    error.hidden = true;
    apply.hidden = !preset;
    values.replaceChildren(
      ...(preset?.parameters ?? []).map(({ id, label, unit, usual }) => {
        const input = element("input", { type: "text", id: `preset-${id}`, name: id, value: usual, "aria-describedby": "preset-error" });
        const head = element("div", { class: "field-head" }, element("label", { for: `preset-${id}` }, label));
        return element(
          "div",
          { class: "field" },
          head,
          element("div", { class: "entry" }, input, element("span", { class: "unit" }, unit)),
        );
      }),
    );
  };
  select.value = session.state.preset ?? "";
  select.addEventListener("change", show);
  show();
  const head = element("div", { class: "field-head" }, element("label", { for: "preset" }, "Preset"));
  return element(
    "div",
    { class: "presets" },
    element("div", { class: "field" }, head, element("div", { class: "entry" }, select)),
    what,
    values,
    error,
    apply,
  );
}
