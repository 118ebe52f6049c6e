// nft's JSON, which comes on one line, with each of its objects on a line of its own: then a rule has a line to be shown.

function isJson(text: string): boolean {
  return /^\s*\{\s*"nftables"/.test(text);
}

/** The same JSON; the text itself where it is none. */
export function rulesByLine(text: string): string {
  if (!isJson(text)) return text;
  try {
    const { nftables } = JSON.parse(text) as { readonly nftables: unknown };
    return Array.isArray(nftables) ? `{"nftables": [\n${nftables.map((object) => JSON.stringify(object)).join(",\n")}\n]}\n` : text;
  } catch {
    return text;
  }
}
