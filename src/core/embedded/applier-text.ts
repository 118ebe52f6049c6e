// Texts that are in the language of an applier by all of their lines, whatever their name.
import { isKey } from "./keys.ts";

/** Of a whole file, in which a line may be a slip; undefined for all others. */
export function applierOfText(text: string): "sysctl" | "modprobe" | undefined {
  const { ours, settings, others } = counted(text, Number.POSITIVE_INFINITY);
  if (ours > 0 && others * SLIPS <= settings) return "sysctl";
  return looksModprobe(text) ? "modprobe" : undefined;
}

/** Settings to a line that is none. */
const SLIPS = 10;

/** Lines of settings and comments, and nothing else. */
export function isSysctlText(text: string): boolean {
  const { ours, others } = counted(text, 1);
  return ours > 0 && others === 0;
}

/** What the lines of a text are, up to as many that are no settings. */
function counted(text: string, most: number): { readonly ours: number; readonly settings: number; readonly others: number } {
  let [ours, settings, others] = [0, 0, 0];
  for (const line of text.split("\n")) {
    const said = line.trim();
    if (said === "" || /^[#;]/.test(said) || /^\{[{%#].*[}%#]\}$/.test(said)) continue;
    const key = /^-?\s*([\w./-]{3,120})\s*=(?!=)/.exec(said)?.[1];
    if (key === undefined || !/[./]/.test(key)) {
      if (++others >= most) break;
    } else {
      settings++;
      if (isKey(key)) ours++;
    }
  }
  return { ours, settings, others };
}

/** Commands of modprobe.d and comments, and an option of our module among them. */
export function looksModprobe(text: string): boolean {
  return (
    /^[ \t]*options[ \t]+\w*conntrack[ \t]+\S+=/m.test(text) &&
    text.split("\n").every((line) => /^\s*(?:$|#|\{[{%#]|options|blacklist|install|alias|softdep|remove)/.test(line))
  );
}
