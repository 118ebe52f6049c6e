// Which lines a template decides about, in the tags of several languages.
import { expect, test } from "vitest";
import { Branches } from "../../../../src/core/embedded/branches.ts";

test.each([
  ["Jinja", ["a", "{% if x %}", "b", "{%- endif %}", "c"], "b"],
  ["blocks that are none of ours", ["{% if x %}", "{% set y %}", "{% endset %}", "b", "{% endif %}", "c"], "b"],
  ["variables that begin like an end", ["{% if x %}", "a = {{ endpoint }}", "b", "{% endif %}", "c"], "a = {{ endpoint }} b"],
  ["Go, with a loop within", ["{{- if .x }}", "{{ range .y }}", "{{ end }}", "b", "{{- end }}", "c"], "b"],
  ["a loop alone", ["{% for x in y %}", "b", "{% endfor %}", "c"], ""],
  ["ERB", ["<% unless x -%>", "b", "<% end -%>", "c"], "b"],
  ["Terraform", ["%{ if x ~}", "b", "%{ endif ~}", "c"], "b"],
])("%s", (_, lines, expected) => {
  const branches = new Branches();
  const within = lines.filter((line) => branches.has(line) && !/^(?:\{[{%]|<%|%\{)/.test(line));
  expect(within.join(" ")).toBe(expected);
});
