// What the answer is based on, as one sentence.
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
  if (traffic === null) return count === 1 ? ONE_CLASS[base] : classes(base, count);
  return count === 1 ? oneClassFrom(base, traffic) : classesFrom(base, count, traffic);
}

const ONE_CLASS: Readonly<Record<Base, string>> = {
  defaults: say("Based on the kernel's defaults and 1 traffic class."),
  settings: say("Based on the settings (the file cannot be read) and 1 traffic class."),
  file: say("Based on the file and 1 traffic class."),
};

function classes(base: Base, count: number): string {
  switch (base) {
    case "defaults":
      return say("Based on the kernel's defaults and {count} traffic classes.", { count });
    case "settings":
      return say("Based on the settings (the file cannot be read) and {count} traffic classes.", { count });
    case "file":
      return say("Based on the file and {count} traffic classes.", { count });
  }
}

function oneClassFrom(base: Base, traffic: string): string {
  switch (base) {
    case "defaults":
      return say("Based on the kernel's defaults and 1 traffic class from {traffic}.", { traffic });
    case "settings":
      return say("Based on the settings (the file cannot be read) and 1 traffic class from {traffic}.", { traffic });
    case "file":
      return say("Based on the file and 1 traffic class from {traffic}.", { traffic });
  }
}

function classesFrom(base: Base, count: number, traffic: string): string {
  switch (base) {
    case "defaults":
      return say("Based on the kernel's defaults and {count} traffic classes from {traffic}.", { count, traffic });
    case "settings":
      return say("Based on the settings (the file cannot be read) and {count} traffic classes from {traffic}.", { count, traffic });
    case "file":
      return say("Based on the file and {count} traffic classes from {traffic}.", { count, traffic });
  }
}
