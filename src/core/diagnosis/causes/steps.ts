// Steps that several causes propose.
import { say } from "../../words/say.ts";
import { calculatorCommand } from "../calculator-command.ts";
import type { Context } from "../context.ts";
import { costOf } from "../costs.ts";
import type { Step } from "../diagnosis.ts";
import type { StepId } from "../step-review.ts";

export function advice(id: StepId, text: string): Step {
  return { kind: "advice", id, text };
}

export function read(id: StepId, what: string, command: string, why: string): Step {
  return { kind: "read", id, what, command, why };
}

export function calculate(context: Context, why: string): Step {
  return { kind: "calculate", id: "calculate", why, command: calculatorCommand(context) };
}

/** `key` is a path below /proc/sys. */
export function set(context: Context, id: StepId, key: string, value: number, why: string): Step {
  return { kind: "set", id, key, value, why, cost: costOf(context, key, value) };
}

export const NO_LARGER_TABLE = advice(
  "no-larger-table",
  say("A larger table does not help against a flood, which fills a table of any size"),
);
