// A plan as lines to paste: the order in which it is written, and the way back.
import { writeCommand } from "../sysctl/write-command.ts";
import type { Plan } from "./diagnosis.ts";

export interface ApplyAndUndo {
  readonly apply: string;
  /** Writes what there was before, in the other order; null where that is not known. */
  readonly undo: string | null;
}

/** Buckets come before the limit: without memory for them, a larger limit would leave long chains. */
export function applyAndUndo({ settings }: Pick<Plan, "settings">): ApplyAndUndo {
  const before = settings.flatMap(({ key, was }) => (was === null ? [] : [{ key, value: was }])).reverse();
  return { apply: writeCommand(settings), undo: before.length === 0 ? null : writeCommand(before) };
}
