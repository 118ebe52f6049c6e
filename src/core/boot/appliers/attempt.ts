// One write to one path, as every program ends up doing it.
import type { Machine, There } from "./machine.ts";
import type { Event, SetOccurrence } from "./run.ts";

export function attempt(at: SetOccurrence, path: string, there: There, machine: Machine): Event {
  const { file, statement } = at;
  const { value } = statement;
  if (there === "missing" || there === "read-only") return { file, statement, path, value, result: there, sure: true };
  if (there === "folder") return { file, statement, path, value, result: "no-key", sure: true };
  const { outcome, now, sure, verdict } = machine.write(path, statement);
  return { file, statement, path, value, result: outcome, sure: sure && there === "file", now, verdict };
}
