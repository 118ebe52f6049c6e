// The name within what somebody pasted before `=`: a command, a prompt, quotes, `:=`.

/** Nobody pastes more before a name; patterns stay quick. */
const LONGEST = 200;

/** The bare name; undefined where nothing is to be taken off, or no name is left. */
export function bareKey(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  const bare = text
    .replace(/^[$#>]\s+/, "")
    .replace(/^(?:sudo\s+)?(?:\/\S*\/)?sysctl\s+(?:-\w+\s+|--\w+\s+)*/, "")
    .replace(/^(?:export|set)\s+/, "")
    .replace(/^["']|["']$/g, "")
    .replace(/[:+]$/, "")
    .split(/([./])/)
    .map((part) => part.trim())
    .join("");
  return bare !== text && /^[\w-]+(?:[./][\w-]+)+$/.test(bare) ? bare : undefined;
}
