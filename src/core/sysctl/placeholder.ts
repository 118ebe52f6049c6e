// Template languages people generate sysctl.conf with. A line that holds one has no value to judge yet.

/** Jinja and Go `{{ }}`, `{% %}`, `{# #}`; ERB `<% %>`; Autoconf `@X@`, `@@X@@`; shell and Terraform `${x}`. */
const PLACEHOLDER = /\{\{|\}\}|\{%|%\}|\{#|<%|%>|@@?[A-Za-z_][\w.-]*@|\$\{/;

/** Whether a line of text holds a placeholder, or a part of one that spans lines. */
export function hasPlaceholder(text: string): boolean {
  return PLACEHOLDER.test(text);
}
