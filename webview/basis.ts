// What the answer is based on, in whole sentences.
import { say } from "../src/core/words/index.ts";

type Base = "defaults" | "settings" | "file";

/** Where no traffic is known. */
export const BASIS: Readonly<Record<Base, string>> = {
  defaults: say("Based on the kernel's defaults."),
  settings: say("Based on the settings (the file cannot be read)."),
  file: say("Based on the file."),
};

/** `traffic` names what the classes are from; null where somebody typed them. */
export function basisWithTraffic(base: Base, count: number, traffic: string | null): string {
  return `${BASIS[base]} ${trafficText(count, traffic)}`;
}

function trafficText(count: number, from: string | null): string {
  if (from === null) return count === 1 ? say("Traffic: 1 class.") : say("Traffic: {count} classes.", { count });
  return count === 1 ? say("Traffic: 1 class from {from}.", { from }) : say("Traffic: {count} classes from {from}.", { count, from });
}
