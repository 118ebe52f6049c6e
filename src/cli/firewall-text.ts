// The report of `firewall` for people: is anything tracked, what each port needs, and what to write.
import { ELSEWHERE, type FirewallAnswer, type PortReport, questionsOf, type RuleText } from "../core/firewall/index.ts";
import { formatBytes, formatCount, formatNumber, wrap } from "../core/language/index.ts";
import { columns, type Row } from "./columns.ts";
import type { Output } from "./output.ts";
import { counted, type Painter, painter } from "./style.ts";
import { visible } from "./visible.ts";

type Look = Pick<Output, "colour" | "terminal" | "columns">;

/** Lists longer than this say how much is left out. */
const SHOWN = 20;
const WIDTH = 100;

const ANSWERS: Readonly<Record<PortReport["answer"], string>> = {
  "untracked-now": "is untracked now",
  "works-untracked": "works untracked",
  "works-with-changes": "works untracked with changes",
  "needs-tracking": "needs tracking",
  unknown: "not known",
};

export function firewallText(answer: FirewallAnswer, texts: readonly RuleText[], look: Look): string {
  const paint = painter(look.colour);
  const place = placeIn(texts);
  const blocks: readonly (readonly string[])[] = [
    [paint(headline(answer), "bold")],
    becauseLines(answer, place, paint),
    portLines(answer, place, paint, look),
    whyLines(answer, place, paint),
    rulesLines(answer, paint),
    notUnderstoodLines(answer, place, paint),
    questionLines(answer, paint),
    wrap(ELSEWHERE, WIDTH),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

type Placed = { readonly file: string; readonly line: number };

/** The file's name only where there are several. */
function placeIn(texts: readonly RuleText[]): (place: Placed) => string {
  return texts.length > 1 ? ({ file, line }) => `${visible(file || "<stdin>")}:${line}` : ({ line }) => `line ${line}`;
}

function headline({ tracking, families, because }: FirewallAnswer): string {
  if (tracking === "off") return "Tracking is off: nothing in these rules turns it on.";
  if (tracking === "unknown") return "It is not known whether tracking is on: some lines are not understood.";
  const names = families.map((family) => (family === "ip" ? "IPv4" : "IPv6")).join(" and ");
  return `Tracking is on for ${names}: ${counted(because.length, "rule")} ${because.length === 1 ? "turns" : "turn"} it on.`;
}

function becauseLines({ because }: FirewallAnswer, place: (place: Placed) => string, paint: Painter): readonly string[] {
  if (because.length === 0) return [];
  const shown = because
    .slice(0, SHOWN)
    .flatMap((one) => [
      `  ${place(one)}, ${visible([one.family, one.table, one.chain].join(" ").trim())}: ${visible(one.rule)}`,
      `    ${one.why}`,
    ]);
  return [paint("What turns it on", "bold"), ...shown, ...more(because.length)];
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
  if (ports.length === 0) return ["The rules name no port. Ask for one with --port N."];
  const rows = ports.map((one): Row => {
    const lines = one.lines.length === 0 ? "" : `line${one.lines.length === 1 ? "" : "s"} ${shortList(one.lines)}`;
    const cells = [
      `${one.protocol} ${one.port}`,
      one.role,
      ANSWERS[one.answer],
      one.dropped && one.answer !== "untracked-now" ? "dropped before it is tracked" : lines,
    ];
    return { cells: one.saves ? [...cells, savesText(one.saves)] : cells };
  });
  const rest = portsLeftOut > 0 ? [`  ${counted(portsLeftOut, "more port")} in the rules: ask for one with --port N`] : [];
  return [paint("By port", "bold"), ...columns(rows, { left: [0, 1, 2, 3, 4] }, look), ...rest];
}

function shortList(lines: readonly number[]): string {
  return lines.length > 4 ? `${lines.slice(0, 4).join(", ")}, ...` : lines.join(", ");
}

function savesText({ entries, bytes, newPerSecond }: NonNullable<PortReport["saves"]>): string {
  const rate = newPerSecond === null ? "" : `, ${formatNumber(newPerSecond)} new/s`;
  return `saves ${counted(entries, "entry").replace("entrys", "entries")}, ${formatBytes(bytes)}${rate}`;
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
  return [paint("Not understood, and so treated as needing tracking", "bold"), ...shown, ...more(notUnderstood.length)];
}

function questionLines(answer: FirewallAnswer, paint: Painter): readonly string[] {
  const questions = questionsOf(answer);
  if (questions.length === 0) return [];
  return [
    paint("Questions and answers", "bold"),
    ...questions.flatMap(({ question, answer: text }) => [`  ${question}`, ...wrap(text, WIDTH - 4).map((line) => `    ${line}`)]),
  ];
}
