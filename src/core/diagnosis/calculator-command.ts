// The calculator's question as a command, with what was measured: of a table that shows one kind of traffic alone, because the
// command takes one. Of more, the page hands all of it to the calculator.
import { formatBytes } from "../units/units.ts";
import type { Context } from "./context.ts";
import { measuredWorkload } from "./workload.ts";

/** Null where nothing was measured, or more than one command line says. */
export function calculatorCommand({ evidence: { table, host }, memory }: Context): string | null {
  const measured = table && measuredWorkload(table, host);
  const [only, another] = measured?.classes ?? [];
  if (!only || another) return null;
  const parts = [
    "conntrack-planner plan",
    ...(only.protocol === "tcp" ? [] : [`--protocol ${only.protocol}`]),
    `--rate ${Number(only.rate.toPrecision(3))}`,
    `--duration ${only.duration}`,
    ...(only.ends === "closed" ? [] : [`--ends ${only.ends}`]),
    ...(only.bothWays ? [] : ["--one-way"]),
    ...(memory === undefined ? [] : [`--memory ${formatBytes(memory).replace(/[ ,]/g, "").replace("iB", "")}`]),
  ];
  return parts.join(" ");
}
