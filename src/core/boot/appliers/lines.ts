// The lines of a file as an applier reads them, read once for each text.
import type { Applier } from "../../sysctl/applier.ts";
import type { Reading } from "../tree/port.ts";
import { busyboxLines } from "./busybox-lines.ts";
import { procpsLines } from "./procps-lines.ts";
import type { Statements } from "./statement.ts";
import { systemdLines } from "./systemd-lines.ts";

const READERS: Readonly<Record<Applier, (text: string) => Statements>> = {
  systemd: systemdLines,
  procps: procpsLines,
  busybox: busyboxLines,
};

const cache: Readonly<Record<Applier, WeakMap<Reading, Statements>>> = {
  systemd: new WeakMap(),
  procps: new WeakMap(),
  busybox: new WeakMap(),
};

const NONE: Statements = { all: [] };

/** No lines for a file that cannot be read. */
export function linesOf(applier: Applier, { reading }: { readonly reading: Reading }): Statements {
  if (reading.problem !== undefined) return NONE;
  const known = cache[applier].get(reading);
  if (known) return known;
  const lines = READERS[applier](reading.text);
  cache[applier].set(reading, lines);
  return lines;
}
