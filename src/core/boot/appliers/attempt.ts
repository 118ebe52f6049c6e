// One write to one path, as every program ends up doing it.
import type { Machine, There } from "./machine.ts";
import type { Event, Occurrence } from "./run.ts";

export function attempt(at: Occurrence, path: string, there: There, value: string, machine: Machine): Event {
  const base = { ...at, path, value };
  if (there === "missing" || there === "read-only") return { ...base, result: there, sure: true };
  if (there === "folder") return { ...base, result: "no-key", sure: true };
  const { outcome, now, sure, verdict } = machine.write(path, value);
  return {
    ...base,
    result: outcome,
    sure: sure && there === "file",
    ...(now === undefined ? {} : { now }),
    ...(verdict && { verdict }),
  };
}
