// What a cause's step has brought on booted kernels, where it is the step that was taken there.
import { MAX_PATH } from "../kernel/table-keys.ts";
import type { Cause, Step } from "./diagnosis.ts";
import { PROVEN } from "./proven.ts";

export function withProof(cause: Cause): Cause {
  const proof = PROVEN[cause.id];
  const isTaken = proof?.key === null || cause.steps.some((step) => isStep(step, proof?.key));
  return proof && isTaken ? { ...cause, proven: proof.text } : cause;
}

/** The calculator's figures are those of a larger table. */
function isStep(step: Step, key: string | null | undefined): boolean {
  return (step.kind === "set" && step.key === key) || (step.kind === "calculate" && key === MAX_PATH);
}
