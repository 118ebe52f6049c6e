// What `npm run lint:doors` takes for a phrase within another text.
import { describe, expect, test } from "vitest";
import { phraseValues } from "../../lint/phrases.ts";

/** `#{` stands for what begins a value in a template. */
const found = (...texts: readonly string[]): readonly string[] =>
  phraseValues(texts.map((text, index) => ({ file: `${index}.ts`, text: text.replaceAll("#{", "$" + "{") }))).map(
    ({ name, teller }) => `${name} by ${teller}`,
  );

describe("a phrase within a text", () => {
  test.each([
    ['say("takes {room}", { room: say("{count} entries", { count }) });', ["room by say"]],
    ['const room = one ? say("1 entry") : say("2 entries"); say("takes {room}", { room });', ["room by say"]],
    ['const values = { room: say("1 entry") }; say("takes {room}", values); say("{room}", { ...values });', ["room by say", "room by say"]],
    ['const parts = [say("a"), say("b")]; l10n.t("takes {room}", { room: parts.join(", ") });', ["room by say"]],
    ['function words() { return say("1 entry"); }\nsay("takes {room}", { room: words() });', ["room by words"]],
    ['const words = (n) => `#{say("entries")} #{n}`; say("takes {room}", { room: words(2) });', ["room by words"]],
  ])("is found in %s", (source, phrases) => {
    expect(found(source)).toEqual(phrases);
  });

  test("is found where a function of another file tells it", () => {
    const words = 'import { inner } from "./2.ts"; export const words = () => inner();';
    const inner = 'export function inner() { return known ? say("1 entry") : ""; }';
    expect(found('say("takes {room}", { room: words() });', words, inner)).toEqual(["room by words"]);
  });

  test.each([
    'say("takes {room}", { room: formatCount(room) });',
    'say("takes {room}", { room: say.length });',
    'const a = say("1 entry"); say("takes {room}", { room: b });',
    'function one() { const lines = say("x"); return lines; } function two() { const lines = count(2); say("{lines} lines", { lines }); }',
    'const place = (n) => n + 1; say("from {from}", { from: place(1) });',
  ])("is none of those in %s", (source) => {
    expect(found(source)).toEqual([]);
  });

  test("is not taken from a function of another file that has the name of one here", () => {
    expect(
      found('const place = (n) => n + 1; say("from {from}", { from: place(1) });', 'export const place = () => say("a place");'),
    ).toEqual([]);
  });
});
