// What a cause's step has brought on booted kernels, where it is the step that was taken there.
import { MAX_PATH } from "../kernel/table-keys.ts";
import type { Cause, Step } from "./diagnosis.ts";
import { PROVEN } from "./proven.ts";

export function withProof(cause: Cause): Cause {
  const proof = PROVEN[cause.id];
  return proof && cause.steps.some((step) => isTaken(step, proof.key)) ? { ...cause, proven: proof.text } : cause;
}

/** A key is set by a step, named by one, or by the calculator's figures. Where it was something else, the cause has it always. */
function isTaken(step: Step, key: string | null): boolean {
  if (key === null) return true;
  if (step.kind === "set") return step.key === key;
  if (step.kind === "calculate") return key === MAX_PATH;
  return step.kind === "advice" && step.text.includes(lastPart(key));
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
