// The look of nearly every key, told in one look: it saves a closer one.

/** No key of a kernel comes near it; a longer text is looked at closely. */
const LONGEST = 512;
const USUAL = /^[\w-]+(?:\.[\w-]+)*$/;

/** Whether a key is names and single dots, so that every program takes it for the same path. */
export function isUsualKey(text: string): boolean {
  return text.length <= LONGEST && USUAL.test(text);
}
