import { describe, expect, test } from "vitest";
import { ODD_PHRASES } from "../../lint/odd-phrases.ts";
import { jsonSentences, markdownSentences, sourceSentences } from "../../lint/sentences.ts";

const odd = (text: string): boolean => ODD_PHRASES.some(({ pattern }) => pattern.test(text));

test.each([
  '"1d" is no number to the kernel; write 86400',
  "This line counts",
  "Connections are refused for want of room",
  "RHEL 9 and kin",
  "removed: gone since 4.9",
  "Entries that are there keep their timeout",
  "A parameter is no sysctl key",
])("odd: %s", (text) => expect(odd(text)).toBe(true));

test.each([
  '"1d" is not a number the kernel accepts; write 86400',
  "There is no such key in net.netfilter",
  "It is no longer read, and it is no more than 5",
  "This line takes effect",
  "It counts packets and bytes",
])("plain: %s", (text) => expect(odd(text)).toBe(false));

describe("what is read", () => {
  test("strings, templates and JSX text, and no comments", () => {
    const text = `// no comment here\nimport a from "./a.ts";\nexport const b = \`one \${a} two\`;\nexport const c = <p>three four</p>;\n`;
    expect(sourceSentences("a.tsx", text)).toEqual([
      { line: 3, text: "one … two" },
      { line: 4, text: "three four" },
    ]);
  });

  test("Markdown without code", () => {
    expect(markdownSentences("Say `x y` now\n```sh\nis no comment\n```\n    indented\nend").map(({ line, text }) => [line, text])).toEqual([
      [1, "Say `…` now"],
      [6, "end"],
    ]);
  });

  test("strings of a manifest", () => {
    expect(jsonSentences('{\n  "a": "two words",\n  "b": "one"\n}')).toEqual([{ line: 2, text: "two words" }]);
  });
});
