// What a cause's step has brought on booted kernels, where it is the step that was taken there.
import { MAX_PATH } from "../kernel/table-keys.ts";
import { formatNumber } from "../units/units.ts";
import { say } from "../words/say.ts";
import type { Cause, Step } from "./diagnosis.ts";
import { PROVEN, type Proof } from "./proven.ts";

export function withProof(cause: Cause): Cause {
  const proof = PROVEN[cause.id];
  return proof && cause.steps.some((step) => isTaken(step, proof.key)) ? { ...cause, proven: proofText(proof) } : cause;
}

/** In sentences, the last without a full stop. */
function proofText({ changes, kernels: [kernel, ...others], failed, lost, evicted }: Proof): string {
  const values = ([before, after]: readonly [number, number, ...number[]]) => ({
    before: formatNumber(before),
    after: formatNumber(after),
  });
  return [
    say("Verified on Linux {kernel} in a virtual machine with this change: {changes}", { kernel, changes: changes.join(", ") }),
    ...(failed
      ? [say("Failed connections of other clients: {before} before and {after} after, of {all}", { ...values(failed), all: failed[2] })]
      : []),
    ...(lost ? [say("Lost packets per second: {before} before, {after} after", values(lost))] : []),
    ...(evicted ? [say("Evicted entries per second: {before} before, {after} after", values(evicted))] : []),
    ...(others.length > 0 ? [say("It also helped on these kernels: {kernels}", { kernels: others.join(", ") })] : []),
  ].join(". ");
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
