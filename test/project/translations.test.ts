// The doors of texts: what `say` does with a table, what is found of texts in sources, and that translations fit what they translate.
import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { say, speak } from "../../src/core/words/index.ts";
import { namesIn, toldTexts } from "../../src/generate/told-texts.ts";
import { read, root } from "./root.ts";

type Table = Readonly<Record<string, string>>;

afterEach(() => speak(undefined));

describe("say", () => {
  test("is English without a table, and for what a table lacks", () => {
    expect(say("{count} of {max} entries", { count: 1, max: "2" })).toBe("1 of 2 entries");
    speak({ "not set": "nicht gesetzt" });
    expect(say("not set")).toBe("nicht gesetzt");
    expect(say("{count} keys", { count: 3 })).toBe("3 keys");
  });

  test("puts each value where the other language has its name, and takes no value for a text", () => {
    speak({ "{count} of {max} entries": "von {max}: {count}, {count}, {nothing}" });
    expect(say("{count} of {max} entries", { count: "{max}", max: "$&" })).toBe("von $&: {max}, {max}, {nothing}");
    speak(undefined);
    expect(say("{count} of {max} entries", { count: "{max}", max: "$&" })).toBe("{max} of $& entries");
  });
});

describe("the texts of a source", () => {
  const of = (source: string): readonly string[] => toldTexts("a.ts", source).map(({ text }) => text);

  test("are those of the doors, not those of others with their names", () => {
    expect(of('import { say } from "../words/say.ts";\nsay("a"); l10n.t("b {c}", { c }); other.say("d");')).toEqual(["a", "b {c}"]);
    expect(of('import { say } from "./said.ts";\nsay(problem, "a");')).toEqual([]);
  });

  test.each(["l10n.t(text)", "l10n.t(`a`)", 'l10n.t("a {b}")', 'l10n.t("a", { b })', 'l10n.t("a {b}", { c: b })'])(
    "%s is refused, with its place",
    (source) => {
      expect(() => of(`\n${source}`)).toThrow("a.ts:2: ");
    },
  );
});

describe("translations", () => {
  const places = [
    ["l10n/bundle.l10n.json", "l10n/bundle.l10n.*.json"],
    ["package.nls.json", "package.nls.*.json"],
  ] as const;
  const parse = (file: string): Table => JSON.parse(read(file));
  const all = places.flatMap(([english, pattern]) =>
    globSync(pattern, { cwd: fileURLToPath(root) }).map((file) => [english, file] as const),
  );

  /** What a translation has that the English table has not, and texts whose names are others. */
  const faults = (english: Table, table: Table): readonly string[] =>
    Object.entries(table).flatMap(([key, text]) => {
      const own = english[key];
      if (own === undefined) return [`${key}: no such text`];
      return namesIn(text).every((name) => namesIn(own).includes(name)) ? [] : [`${key}: its names are ${namesIn(own).join(", ")}`];
    });

  test("of the project fit", () => {
    expect(all.map(([english, file]) => [file, faults(parse(english), parse(file))])).toEqual(all.map(([, file]) => [file, []]));
  });

  test("that do not fit are told", () => {
    expect(faults({ "a {b}": "a {b}" }, { "a {b}": "{B} a", c: "c" })).toEqual(["a {b}: its names are b", "c: no such text"]);
  });
});
