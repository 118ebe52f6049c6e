// Last: what was heard in this run, judged.
import { fail } from "../../integration/editor.ts";
import { faultsIn, type TextFaults } from "../texts.ts";
import { heard } from "./hear.ts";

const FAULTS: Readonly<Record<keyof TextFaults, string>> = {
  untranslated: "no text is untranslated",
  glued: "no text is put together from parts",
  cut: "no text is cut off",
};

describe("all that was heard in the pseudo-language", () => {
  it("is much", function () {
    const rooms = [...heard.values()].map((where) => where.split(",")[0] ?? "");
    const counts = [...new Set(rooms)].sort().map((room) => `${room} ${rooms.filter((one) => one === room).length}`);
    if (this.test) this.test.title = `is ${heard.size} texts: ${counts.join(", ")}`;
    if (heard.size < 800) fail(`only ${heard.size} texts were heard`);
  });

  for (const [fault, title] of Object.entries(FAULTS) as [keyof TextFaults, string][])
    it(title, () => {
      const found = new Map<string, { readonly where: string; count: number }>();
      for (const [text, where] of heard)
        for (const piece of new Set(faultsIn(text)[fault])) {
          const known = found.get(piece) ?? { where, count: 0 };
          known.count++;
          found.set(piece, known);
        }
      const lines = [...found].map(([piece, { where, count }]) => `${count} of ${where}: ${piece.trim()}`);
      if (lines.length > 0) fail(`${lines.length} pieces:\n${lines.join("\n")}`);
    });
});
