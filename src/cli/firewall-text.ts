// The report of `firewall` for people: is anything tracked, what each port needs, and what to write.
import {
  ANSWERS,
  ELSEWHERE,
  everyPortSentence,
  type FirewallAnswer,
  FLOWS,
  questionsOf,
  type RuleText,
  savingsWords,
  trackingSentence,
  verdict,
} from "../core/firewall/index.ts";
import { formatCount, wrap } from "../core/language/index.ts";
import { columns, type Row } from "./columns.ts";
import type { Output } from "./output.ts";
import { counted, type Painter, painter } from "./style.ts";
import { visible } from "./visible.ts";

type Look = Pick<Output, "colour" | "terminal" | "columns">;

/** Lists longer than this say how much is left out. */
const SHOWN = 20;
const WIDTH = 100;

export function firewallText(answer: FirewallAnswer, texts: readonly RuleText[], look: Look): string {
  const paint = painter(look.colour);
  const place = placeIn(texts);
  const blocks: readonly (readonly string[])[] = [
    headLines(answer, place, paint),
    portLines(answer, place, paint, look),
    whyLines(answer, place, paint),
    rulesLines(answer, paint),
    becauseLines(answer, place, paint),
    notUnderstoodLines(answer, place, paint),
    questionLines(answer, paint),
    wrap(ELSEWHERE, WIDTH),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function headLines(answer: FirewallAnswer, place: (place: Placed) => string, paint: Painter): readonly string[] {
  return [paint(verdict(answer), "bold"), trackingSentence(answer), everyPortSentence(answer, place)].filter((line) => line !== "");
}

type Placed = { readonly file: string; readonly line: number };

/** The file's name only where there are several. */
function placeIn(texts: readonly RuleText[]): (place: Placed) => string {
  return texts.length > 1 ? ({ file, line }) => `${visible(file || "<stdin>")}:${line}` : ({ line }) => `line ${line}`;
}

function becauseLines({ because }: FirewallAnswer, place: (place: Placed) => string, paint: Painter): readonly string[] {
  if (because.length === 0) return [];
  const shown = because
    .slice(0, SHOWN)
    .flatMap((one) => [
      `  ${place(one)}, ${visible([one.family, one.table, one.chain].join(" ").trim())}: ${visible(one.rule)}`,
      `    ${one.why}`,
    ]);
  return [paint("What turns tracking on", "bold"), ...shown, ...more(because.length)];
}

function more(count: number): readonly string[] {
  return count > SHOWN ? [`  and ${formatCount(count - SHOWN)} more`] : [];
}

function portLines(
  { ports, portsLeftOut }: FirewallAnswer,
  _place: (place: Placed) => string,
  paint: Painter,
  look: Look,
): readonly string[] {
  if (ports.length === 0) return ["The rules do not name any ports. Give one with --port N."];
  const rows = ports.map((one): Row => {
    const lines = one.lines.length === 0 ? "" : `line${one.lines.length === 1 ? "" : "s"} ${shortList(one.lines)}`;
    const cells = [
      `${one.protocol} ${one.port}`,
      FLOWS[one.role],
      ANSWERS[one.answer],
      one.dropped && one.answer !== "untracked-now" ? "dropped before tracking" : lines,
    ];
    const saving = one.saves && (one.saves.entries === 0 ? "no entries in the dump" : `saves ${savingsWords(one.saves)}`);
    return { cells: saving ? [...cells, saving] : cells };
  });
  const rest = portsLeftOut > 0 ? [`  ${counted(portsLeftOut, "more port")} in the rules: give one with --port N`] : [];
  return [paint("By port", "bold"), ...columns(rows, { left: [0, 1, 2, 3, 4] }, look), ...rest];
}

function shortList(lines: readonly number[]): string {
  return lines.length > 4 ? `${lines.slice(0, 4).join(", ")}, ...` : lines.join(", ");
}

/** Each rule that a port depends on, once. */
function whyLines({ ports }: FirewallAnswer, place: (place: Placed) => string, paint: Painter): readonly string[] {
  const seen = new Map<string, string>();
  for (const { reasons } of ports)
    for (const one of reasons)
      seen.set(`${one.file}:${one.line} ${one.why}`, `  ${place(one)}: ${visible(one.rule)}\n    ${visible(one.why)}`);
  const lines = [...seen.values()];
  return lines.length === 0 ? [] : [paint("Why", "bold"), ...lines.slice(0, SHOWN), ...more(lines.length)];
}

function rulesLines({ rules, ports }: FirewallAnswer, paint: Painter): readonly string[] {
  const works = ports.some(({ answer, dropped }) => (answer === "works-untracked" || answer === "works-with-changes") && !dropped);
  if (!works) return [];
  const parts = [
    ["Rules for nft", rules.nft],
    ["Rules for iptables", rules.iptables],
  ] as const;
  return parts.flatMap(([title, text], index) =>
    text === ""
      ? []
      : [
          ...(index > 0 && parts[0][1] !== "" ? [""] : []),
          paint(title, "bold"),
          ...text
            .trimEnd()
            .split("\n")
            .map((line) => `  ${visible(line.replaceAll("\t", "    "))}`.trimEnd()),
        ],
  );
}

function notUnderstoodLines({ notUnderstood }: FirewallAnswer, place: (place: Placed) => string, paint: Painter): readonly string[] {
  if (notUnderstood.length === 0) return [];
  const shown = notUnderstood.slice(0, SHOWN).map((one) => `  ${place(one)}: ${visible(one.text.slice(0, 200))}`);
  return [paint("Not recognized, so treated as needing tracking", "bold"), ...shown, ...more(notUnderstood.length)];
}

function questionLines(answer: FirewallAnswer, paint: Painter): readonly string[] {
  const questions = questionsOf(answer);
  if (questions.length === 0) return [];
  return [
    paint("Questions and answers", "bold"),
    ...questions.flatMap(({ question, answer: text }) => [`  ${question}`, ...wrap(text, WIDTH - 4).map((line) => `    ${line}`)]),
  ];
}
