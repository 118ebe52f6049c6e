// What `npm run lint:doors` takes for a text that goes through no door.
import { describe, expect, test } from "vitest";
import { looseTexts } from "../../lint/literals.ts";

/** `#{` stands for what begins a value in a template. */
const found = (source: string): readonly string[] => looseTexts("a.tsx", source.replaceAll("#{", "$" + "{")).map(({ text }) => text);

describe("texts that go through no door", () => {
  test.each([
    ['const a = "The table is full";', ["The table is full"]],
    ["const a = `#{count} entries`;", ["… entries"]],
    ["const a = `at #{time}`;", ["at …"]],
    ["const a = `#{say('the limit')} of #{max}`;", ["… of …"]],
    ["const a = `#{say('the limit')}, #{max}, #{say('the count')}`;", ["say(…), …"]],
    ['const a = say("the limit") + rest;', ["+ say(…)"]],
    ['const a = names.join(" and ");', [" and "]],
    ['const a = count === 1 ? "" : "s";', ["s"]],
    ['const a = say("the {what} is unknown", { what: known ? "kernel" : "memory" });', ["kernel", "memory"]],
    ['const a = [{ label: "Availability" }];', ["Availability"]],
    ["const a = <p>Paste text</p>;", ["Paste text"]],
  ])("%s", (source, texts) => {
    expect(found(source)).toEqual(texts);
  });

  test.each([
    'const a = say("The table is full"); const b = l10n.t("{count} of {max} entries", { count, max });',
    'throw new TypeError("never has two of them");',
    'import { a } from "./a b c.ts"; type Kind = "not read" | "too long"; if (kind === "not read") log.report("reading files", error);',
    '// The table is full\nconst a = /table is full/; const b = { "a quoted key": 1 };',
    'const a = "net.netfilter.nf_conntrack_max"; const b = `#{file}:#{line}`; const c = `#{say("First.")} #{say("Second.")}`;',
  ])("are none of those in %s", (source) => {
    expect(found(source)).toEqual([]);
  });

  test("are told with the property that they are of", () => {
    expect(looseTexts("a.ts", 'const a = { sources: ["commit of 4.9"], why: "so it is" };').map(({ property }) => property)).toEqual([
      "sources",
      "why",
    ]);
  });
});
