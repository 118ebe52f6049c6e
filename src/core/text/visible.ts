// The one way of text that others wrote (files, names, arguments, logs) to terminal, page, Markdown, notification and file
// name: what steers a terminal, turns the writing direction or takes no room is spelled out.

/**
 * Controls of C0 and C1, line and paragraph separators, halves of surrogate pairs, format characters (among them those of
 * direction: U+202A to U+202E, U+2066 to U+2069) and all that Unicode lets a renderer show as nothing (zero-width
 * characters, fillers, variation selectors, tags).
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** Nearly every text is plain; looking each character up in Unicode's tables is slow. */
const UNSURE = /[^ -~]/;
const UNSURE_IN_LINES = /[^ -~\n\t]/;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** On one line: `\x1b`, `\u202e`, `\u{e0001}` and the like spelled out, line feeds and tabs too. */
export function visible(text: string): string {
  return UNSURE.test(text) ? text.replace(UNSAFE, (character) => SHORT[character] ?? spell(character)) : text;
}

/** The same for a text of lines: line feeds and tabs stay. */
export function visibleLines(text: string): string {
  return UNSURE_IN_LINES.test(text)
    ? text.replace(UNSAFE, (character) => (character === "\n" || character === "\t" ? character : (SHORT[character] ?? spell(character))))
    : text;
}

/** In a notification, which makes links and commands of `[text](address)`: it stays text. */
export function visibleMessage(text: string): string {
  return visible(text).replaceAll("](", "] (");
}

/** Text of JSON that holds no such character raw: \u escapes mean the same. */
export function visibleJson(json: string): string {
  return UNSURE_IN_LINES.test(json)
    ? json.replace(UNSAFE, (character) =>
        character === "\n" ? character : [...Array(character.length).keys()].map((at) => `\\u${hex(character.charCodeAt(at), 4)}`).join(""),
      )
    : json;
}

/** In double quotes, cut to a length that leaves room for the sentence. */
export function quoted(text: string, most = 40): string {
  return `"${shortened(text, most)}"`;
}

/** Made visible, and cut to so many characters; the last one of a cut text is an ellipsis. */
export function shortened(text: string, most: number): string {
  // What is cut away need not be looked at: no character becomes shorter.
  const shown = visible(text.length > most ? text.slice(0, most + 1) : text);
  return shown.length > most ? `${shown.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…` : shown;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };

/** As the text of an element, or as an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&"<>]/g, (character) => ENTITIES[character] ?? character);
}

/** A byte that is no UTF-8 travels as U+DC80 to U+DCFF (bytes.ts), and is shown as the byte that it is. */
function spell(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00, 2)}`;
  return code < 0x100 ? `\\x${hex(code, 2)}` : code < 0x10000 ? `\\u${hex(code, 4)}` : `\\u{${hex(code, 4)}}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, "0");
}
