// Rule sets that nobody wrote: cut, shuffled and spoiled texts of real ones are read without an error, and in linear time.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { firewallAnswer, type RuleText } from "../../../../src/core/firewall/firewall.ts";
import { HOSTS } from "./hosts.ts";

const recorded: { readonly sets: readonly { readonly texts: readonly RuleText[] }[] } = JSON.parse(
  readFileSync(new URL("../../../fixtures/firewall-agreement.json", import.meta.url), "utf8"),
);
const TEXTS = [...Object.values(HOSTS), ...recorded.sets.flatMap(({ texts }) => texts.map(({ text }) => text))];

/** mulberry32: the same texts in every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const SPOILERS = [
  "{",
  "}",
  '"',
  "\\",
  "\n",
  ";",
  "!",
  "@",
  "$x",
  " vmap ",
  " : ",
  "\u0000",
  "999999999999",
  " -j ",
  "--dport",
  ".",
  "ct ",
  "goto input",
];

describe("spoiled texts", () => {
  test("are answered, whatever they are", () => {
    const next = random(17);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    for (let round = 0; round < 1500; round++) {
      let text = pick(TEXTS);
      for (let change = 0; change < 1 + next() * 6; change++) {
        const at = Math.floor(next() * text.length);
        const end = next() < 0.4 ? at + Math.floor(next() * 40) : at;
        text = text.slice(0, at) + (next() < 0.7 ? pick(SPOILERS) : "") + text.slice(end);
      }
      const { tracking } = firewallAnswer({ texts: [{ name: "", text }] });
      expect(["on", "off", "unknown"]).toContain(tracking);
    }
  });

  test.each([
    ["brackets", (n: number) => "{".repeat(n)],
    ["nested JSON", (n: number) => `{"nftables":[${"[".repeat(n)}`],
    ["one long word", (n: number) => `table ip t { chain c { tcp dport ${"a-".repeat(n)} accept; } }`],
    [
      "chains that lead to one another",
      (n: number) =>
        `table ip t {\n${Array.from({ length: n }, (_, i) => `chain c${i} {\n${i === 0 ? "type filter hook input priority 0;\n" : ""}jump c${(i + 1) % n}\njump c${(i + 2) % n}\n}\n`).join("")}}`,
    ],
  ])("%s do no harm", (_, make) => {
    expect(firewallAnswer({ texts: [{ name: "", text: make(20_000) }] }).tracking).toMatch(/off|unknown/);
  });
});
