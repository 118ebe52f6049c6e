// The part of docs/verification.md that is about advice: situations that were staged, and how many entries were left.
// From test/fixtures/advice.

const RESULTS = "test/fixtures/advice/results.json";

interface Measured {
  readonly tries: number;
  readonly open: number;
  readonly forwarded: number;
  readonly fresh: number;
  readonly freshForwarded: number;
  readonly dropped: number;
  readonly evicted: number;
  readonly refused: number;
}

export interface AdviceRow {
  readonly situation: string;
  readonly release: string;
  readonly date: string;
  readonly accelerator: string;
  readonly seconds: number;
  readonly causes: readonly string[];
  readonly steps: readonly string[];
  readonly before: Measured;
  readonly after: Measured;
  /** Whether it brought what it must. */
  readonly holds: boolean;
}

export function adviceResults(read: (path: string) => string): readonly AdviceRow[] {
  const text = read(RESULTS);
  return text === "" ? [] : JSON.parse(text);
}

export function adviceRows(read: (path: string) => string): readonly string[] {
  const results = adviceResults(read);
  if (results.length === 0) return [];
  return [
    "## Advice",
    "",
    "Situations staged in a virtual machine of 1 GiB: a client, a host that tracks and translates, and a server behind it. The state of the host was diagnosed, the first step of the first cause was taken, and 30 s were measured before the step, and again after the old timeout plus 60 s. Tries lost are failed connections of other clients: an open connection, a forwarded one, and new ones of both kinds, each tried once per second. Packets are the counters drop and insert_failed, evictions early_drop, per second. `npm run verify:advice` repeats this.",
    "",
    "| Kernel | Situation | First cause | Step | Tries lost | after | Packets/s lost | after | Evicted/s | after | Effective | Duration | Tested |",
    "|---|---|---|---|--:|--:|--:|--:|--:|--:|---|--:|---|",
    ...results.map(({ release, situation, causes, steps, before, after, seconds, date, accelerator, holds }) => {
      const both = (of: (one: Measured) => number): string => [before, after].map((one) => number(of(one))).join(" | ");
      const losses = [both(lostTries), both(({ dropped, refused }) => dropped + refused), both(({ evicted }) => evicted)].join(" | ");
      const step = steps.map((one) => `\`${one}\``).join(", ");
      return `| \`${release}\` | ${situation} | ${causes[0] ?? "none"} | ${step} | ${losses} | ${holds ? "yes" : "no"} | ${seconds} s | ${date}, ${accelerator} |`;
    }),
    "",
  ];
}

export function lostTries({ tries, open, forwarded, fresh, freshForwarded }: Measured): number {
  return 4 * tries - open - forwarded - fresh - freshForwarded;
}

export function number(value: number): string {
  return (Math.round(value * 10) / 10).toLocaleString("en-US");
}
