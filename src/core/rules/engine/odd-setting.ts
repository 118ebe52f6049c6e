// Whether anything is odd about a setting by itself. Nearly none is, and most rules about one setting need not look at the others.
import type { Setting } from "./setting.ts";

/** Not so where the target surely has the key, lets it be written, and takes the value, a plain decimal number, as it is. */
export function isOdd({ subject, verdict }: Setting): boolean {
  if (subject.kind !== "key" || verdict?.outcome !== "accepts" || verdict.cause) return true;
  const { reading } = verdict;
  return subject.key.present !== "yes" || subject.key.writable !== "yes" || !reading.ok || reading.base !== 10 || reading.rest !== "";
}
