// What `live` prints of a host: its table's fill, the counters that matter, and what could not be read.

import { type CounterChange, type CounterId, type HostReading, shownCounters } from "../core/diagnosis/index.ts";
import { formatBytes, formatCount, formatRate, formatShare } from "../core/language/index.ts";
import { fillLevel } from "../core/live/index.ts";
import { bar, columns, type Row } from "./columns.ts";
import type { Output } from "./output.ts";
import { painter } from "./style.ts";
import { visible } from "./visible.ts";

type Changes = Readonly<Partial<Record<CounterId, CounterChange>>>;
type Look = Pick<Output, "colour" | "terminal" | "columns">;

const BAR = 30;

export function hostText(host: HostReading, changes: Changes | undefined, look: Look): string {
  const paint = painter(look.colour);
  const facts = [
    host.kernel === null ? "" : `Linux ${visible(host.kernel)}`,
    visible(host.arch ?? ""),
    host.hz === null ? "" : `HZ ${host.hz}`,
    host.memory === null ? "" : `${formatBytes(host.memory)} of memory`,
    host.initialNamespace === false ? "not the initial network namespace" : "",
  ].filter((fact) => fact !== "");
  const blocks = [
    [paint(fillLine(host, look), "bold"), facts.join(", "), ...slabLine(host)],
    counterLines(host, changes, look),
    host.unread.length === 0
      ? []
      : ["Not read:", ...host.unread.map(({ what, why, gives }) => `  ${what}: ${why}${gives === "" ? "" : `. ${gives}`}`)],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function fillLine({ count, max, buckets }: HostReading, look: Look): string {
  if (count === null) return "The number of entries is unknown";
  const limit = max === null ? "" : max === 0 ? " and no limit" : ` of ${formatCount(max)}, ${formatShare(count / max)}`;
  const table = buckets === null ? "" : `, in ${formatCount(buckets)} buckets`;
  const drawn = look.terminal && max ? `  ${bar(count / max, BAR).padEnd(BAR)}|` : "";
  return `${formatCount(count)} entries${limit}${table}${drawn}`;
}

function slabLine({ slab }: HostReading): readonly string[] {
  return slab === null
    ? []
    : [
        `${formatBytes(slab.bytes)} of kernel memory in entries of all namespaces (${formatCount(slab.active)} allocated, cached ones included)`,
      ];
}

function counterLines({ statistics }: HostReading, changes: Changes | undefined, look: Look): readonly string[] {
  if (!statistics) return [];
  const rows = shownCounters(statistics, changes).map(
    ({ id, total, perSecond: rate, note }): Row => ({
      cells: [id, formatCount(total), rate === null ? "" : `${formatRate(rate)}/s`, note],
    }),
  );
  return rows.length === 0 ? [] : ["Counters since the namespace was created", ...columns(rows, { left: [0, 3] }, look)];
}

/** What is read each second. */
export type Watched = Pick<HostReading, "count" | "max" | "statistics">;

export function watchHead({ max }: Watched): string {
  return `time           count${max ? "      full" : ""}    drop/s   early/s  refused/s`;
}

export function watchLine(time: Date, { count, max }: Watched, changes: Changes | undefined, look: Look): string {
  const share = count !== null && max ? count / max : undefined;
  const rate = (id: CounterId): string => {
    const value = changes?.[id]?.perSecond;
    return value === undefined || value === null ? "-" : formatRate(value);
  };
  const cells = [
    time.toISOString().slice(11, 19),
    (count === null ? "-" : formatCount(count)).padStart(11),
    ...(share === undefined ? [] : [formatShare(share).padStart(9)]),
    rate("drop").padStart(9),
    rate("early_drop").padStart(9),
    rate("insert_failed").padStart(10),
  ];
  const drawn = look.terminal && share !== undefined ? `  ${bar(share, BAR)}` : "";
  const line = cells.join(" ") + drawn;
  const level = share === undefined ? "normal" : fillLevel(share);
  return level === "normal" ? line : painter(look.colour)(line, level === "warning" ? "yellow" : "red");
}
