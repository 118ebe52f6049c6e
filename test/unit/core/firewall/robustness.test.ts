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

describe("what any number of rules have in common is worked out once", () => {
  const answer = (text: string) => firewallAnswer({ texts: [{ name: "", text }] });
  const inChain = (rules: string, sets = ""): string =>
    `table inet f {\n${sets}chain c { type filter hook input priority 0; policy drop;\n${rules}}\n}\n`;
  const many = (count: number, one: (index: number) => string): string => Array.from({ length: count }, (_, index) => one(index)).join("");

  test("a set that each of them names", () => {
    const addresses = many(20_000, (index) => `127.0.${index >> 8}.${index & 255},`);
    const text = inChain("ip saddr @s ct state new accept\n".repeat(1000), `set s { type ipv4_addr; elements = { ${addresses} } }\n`);
    expect(answer(`${text}`).tracking).toBe("on");
  });

  test("ports of a set that each of them names", () => {
    const ports = many(60_000, (index) => `${index + 1},`);
    const { ports: told, portsLeftOut } = answer(
      inChain("tcp dport @s ct state new accept\n".repeat(2000), `set s { type inet_service; elements = { ${ports} } }\n`),
    );
    expect(new Set(told.map(({ port }) => port)).size + portsLeftOut).toBe(60_000);
  });

  test("ports of ranges that no rule tells apart: their packets are walked once, not once a port", () => {
    const { ports, portsLeftOut } = answer(inChain(many(20_000, (index) => `tcp dport ${3 * index + 2}-${3 * index + 3} accept\n`)));
    expect(new Set(ports.map(({ port }) => port)).size + portsLeftOut).toBe(40_000);
    expect(ports.length).toBeGreaterThan(5000);
  });

  test("a rule that names ten thousand ports, which is not told ten thousand times", () => {
    const { ports, portsLeftOut } = answer(inChain(`tcp dport { ${many(10_000, (index) => `${index + 1},`)} } ct state new accept\n`));
    expect(portsLeftOut).toBeGreaterThan(5000);
    expect(ports.length).toBeGreaterThan(10);
  });

  test("the rule that sends flows on to a port", () => {
    const rules = many(20_000, (index) => `tcp dport ${index + 1} redirect to :${65_000 - index}\n`);
    const { ports } = answer(`table ip n { chain p { type nat hook prerouting priority dstnat;\n${rules}} }\n`);
    const target = ports.find(({ port, role }) => port === 64_999 && role === "local");
    // Named by no rule as what is asked for; those that are asked for are rewritten.
    expect(target).toBeUndefined();
    expect(ports.every(({ answer: one }) => one === "needs-tracking")).toBe(true);
  });
});

test("empty lines are no words", () => {
  const { tracking, notUnderstood } = firewallAnswer({ texts: [{ name: "", text: `table inet f {${"\n".repeat(7_000_000)}}\n` }] });
  expect([tracking, notUnderstood]).toEqual(["off", []]);
});
