// What a cause's step has brought on booted kernels, where it is the step that was taken there.
import type { Cause } from "./diagnosis.ts";
import { PROVEN } from "./proven.ts";

export function withProof(cause: Cause): Cause {
  const proof = PROVEN[cause.id];
  const isTaken = proof?.key === null || cause.steps.some((step) => step.kind === "set" && step.key === proof?.key);
  return proof && isTaken ? { ...cause, proven: proof.text } : cause;
}
