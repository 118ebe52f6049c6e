// The look of nearly every key, told in one look: it saves a closer one.

/** No key of a kernel comes near it; a longer text is looked at closely. */
const LONGEST = 512;
const USUAL = /^[\w-]+(?:\.[\w-]+)*$/;

/** Whether a key is names and single dots, so that every program takes it for the same path. */
export function isUsualKey(text: string): boolean {
  return text.length <= LONGEST && USUAL.test(text);
}

interface KeptKey {
  readonly text: string;
  readonly path: string;
}

const kept = new Map<string, KeptKey>();
const HOME = "net.netfilter.";
/** Where keys of other folders differ from it first. */
const TELLING = "net.".length;
const MOST_KEPT = 1024;
const LONGEST_KEPT = 64;

/**
 * A usual key of conntrack's folder, kept: the same keys come again at every keystroke, and what is looked up by a string that
 * was looked up before is found sooner. Undefined for any other key.
 */
export function keptKey(written: string): KeptKey | undefined {
  if (written.charCodeAt(TELLING) !== HOME.charCodeAt(TELLING) || written.length > LONGEST_KEPT || !written.startsWith(HOME))
    return undefined;
  const known = kept.get(written);
  if (known) return known;
  if (!isUsualKey(written)) return undefined;
  // Joined anew: a piece of a text keeps all of the text in the memory.
  const names = written.split(".");
  const made = { text: names.join("."), path: names.join("/") };
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(made.text, made);
  return made;
}
