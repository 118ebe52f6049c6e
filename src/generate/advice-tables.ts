// The part of docs/verification.md that is about advice: situations that were staged, and how many entries were left.
// From test/fixtures/advice.

const RESULTS = "test/fixtures/advice/results.json";
const OCCUPANCY = "test/fixtures/advice/occupancy.json";

interface Measured {
  readonly tries: number;
  readonly open: number;
  readonly forwarded: number;
  readonly fresh: number;
  readonly freshForwarded: number;
  /** Where other clients asked for files by TFTP. */
  readonly files?: number;
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
    "Situations staged in a virtual machine of 1 GiB: a client, a host that tracks and translates, and a server behind it. The state of the host was diagnosed, the first step of the first cause that a machine can take was taken (`rules`: written for this test as the words of the step ask), and 30 s were measured before the step and again after it; if a timeout decides, after the old timeout plus 60 s. Failed tries are those of other clients: an open connection, a forwarded one, and new ones of both kinds, each tried once per second (with expectations also files by TFTP). Drops are the counters drop and insert_failed, evictions early_drop, per second; a packet lost to a race is in both drop and insert_failed. Without a step only the cause was tested. `icount`: the machine's clock counts its instructions and skips idle time, so waits take no real time; Duration is the machine's own. `npm run verify:advice` repeats this.",
    "",
    "| Kernel | Situation | First cause | Step | Failed tries | after | Drops/s | after | Evicted/s | after | Effective | Duration | Tested |",
    "|---|---|---|---|--:|--:|--:|--:|--:|--:|---|--:|---|",
    ...results.map(({ release, situation, causes, steps, before, after, seconds, date, accelerator, holds }) => {
      const both = (of: (one: Measured) => number): string => [before, after].map((one) => number(of(one))).join(" | ");
      const losses = [both(lostTries), both(({ dropped, refused }) => dropped + refused), both(({ evicted }) => evicted)].join(" | ");
      const isLeft = lostTries(after) + after.dropped + after.refused + after.evicted > 0;
      const effect = steps.length === 0 ? "-" : holds ? (isLeft ? "reduced" : "yes") : "no";
      const step = steps.map((one) => `\`${one.split("\n")[0]}\``).join(", ") || "none: the cause alone";
      return `| \`${release}\` | ${situation} | ${causes[0] ?? "none"} | ${step} | ${losses} | ${effect} | ${seconds} s | ${date}, ${accelerator} |`;
    }),
    "",
  ];
}

interface OccupancyRecord {
  readonly release: string;
  readonly date: string;
  readonly checks: readonly { readonly what: string; readonly ours: number; readonly kernel: number }[];
}

/** Of each ending, all states together. */
export function occupancyRows(read: (path: string) => string): readonly string[] {
  const text = read(OCCUPANCY);
  const records: readonly OccupancyRecord[] = text === "" ? [] : Object.values(JSON.parse(text));
  const [first] = records;
  if (!first) return [];
  const cellOf = ({ checks }: OccupancyRecord, what: string): string => {
    const check = checks.find((one) => one.what === what);
    return check ? `${number(check.kernel)} (${number(check.ours)})` : "none (none)";
  };
  return [
    "## Entries by ending",
    "",
    "How many entries connections leave that do not close as usual: 10 new ones per second of each kind, with short timeouts and few retransmissions, counted four times by `conntrack -L` in a virtual machine; in parentheses what the calculator says. `npm run verify:advice -- occupancy` repeats this; `npm test` also compares each state.",
    "",
    `| Ending | ${records.map(({ release }) => `\`${release}\``).join(" | ")} |`,
    `|---|${records.map(() => "--:|").join("")}`,
    ...first.checks
      .filter(({ what }) => what.endsWith(ALL))
      .map(({ what }) => `| ${what.slice(0, -ALL.length)} | ${records.map((record) => cellOf(record, what)).join(" | ")} |`),
    "",
  ];
}

const ALL = ", all";

export function allTries({ tries, files }: Measured): number {
  return (files === undefined ? 4 : 5) * tries;
}

export function lostTries(measured: Measured): number {
  const { open, forwarded, fresh, freshForwarded, files = 0 } = measured;
  return allTries(measured) - open - forwarded - fresh - freshForwarded - files;
}

export function number(value: number): string {
  return (Math.round(value * 10) / 10).toLocaleString("en-US");
}
