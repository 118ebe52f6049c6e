// Template languages people generate sysctl.conf with. A line that holds one has no value to judge yet.

/** Jinja, Go, Helm `{{ }}` `{% %}` `{# #}`; ERB and Mako `<% %>`; Terraform `${x}` `%{x}`; Autoconf `@X@` `@@X@@`; Template Toolkit `[% %]`; `[[ ]]`, `((x))`, `#{x}`. */
const ANYWHERE = /\{\{|\}\}|\{%|%\}|\{#|#\}|<%|%>|@@?[A-Za-z_][\w.-]{0,80}@|[$%#]\{|\[%|%\]|\[\[|\(\(/;
/** As a value: shell `$X` `$(x)`, Windows and RPM `%X%`, Python `%(x)s`, `__X__`, `<X>`. None of them is near a number. */
const AS_VALUE = /^["']?(?:\$\w|\$\(|%\w+%|%\(|__\w+__|<[A-Za-z_][\w -]*>)/;
/** Mako's control lines. */
const CONTROL_LINE = /^%\s*(?:if|elif|else|endif|for|endfor|while|endwhile)\b/;

/** Whether a line holds a placeholder, or a part of one that spans lines. */
export function hasPlaceholder(line: string): boolean {
  return ANYWHERE.test(line) || CONTROL_LINE.test(line);
}

/** Whether a value is a placeholder by itself. */
export function isPlaceholder(value: string): boolean {
  return AS_VALUE.test(value);
}

const BLOCKS: readonly (readonly [open: string, close: string])[] = [
  ["{{", "}}"],
  ["{%", "%}"],
  ["{#", "#}"],
  ["<%", "%>"],
];

/** What must come to close a block that a line leaves open; undefined where it leaves none. */
export function openBlock(line: string): string | undefined {
  return BLOCKS.find(([open, close]) => line.lastIndexOf(open) > line.lastIndexOf(close))?.[1];
}
