// A word of a command line to paste, as a POSIX shell reads it back: bare where that is safe.

export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
