import { describe, expect, test } from "vitest";
import { format } from "../../../../src/core/language/format.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";
import { after } from "./cursor.ts";

const ALIGNED = { alignEquals: true };
const PLAIN = { alignEquals: false };

function formatted(text: string, options = ALIGNED): string {
  const document = parse(text);
  return after(document, format(document, options));
}

describe("formatting", () => {
  test("puts one blank on each side of =, and none elsewhere", () => {
    expect(formatted("  net.a=1\t\nkernel.panic   =  10 \n\t\n-net.b= 4096  87380\n", PLAIN)).toBe(
      "net.a = 1\nkernel.panic = 10\n\n-net.b = 4096  87380\n",
    );
  });

  test("aligns the = of neighbours; comments and blank lines part them", () => {
    expect(formatted("net.a=1\nkernel.panic=10\n-net.b=2\n\nnet.longer.key=3\n# remark\nnet.c=4\n")).toBe(
      "net.a        = 1\nkernel.panic = 10\n-net.b       = 2\n\nnet.longer.key = 3\n# remark\nnet.c = 4\n",
    );
  });

  test("keeps comments and values byte for byte", () => {
    expect(formatted('  #  two  blanks \t\n\t; x=1\na.b = 3600 # one  hour\na.c="1 " \v\n')).toBe(
      '#  two  blanks \t\n; x=1\na.b = 3600 # one  hour\na.c = "1 " \v\n',
    );
  });

  test("keeps the blanks after a leading -, which procps takes for a part of the key", () => {
    expect(formatted(" -  net.a=1\n  -net.b \n")).toBe("-  net.a = 1\n-net.b\n");
  });

  test("keeps lines that no applier takes, or that each reads in its own way", () => {
    const text = 'sysctl -w net.a=1\n"net.b"=2\n  net.c 3\n=4\nnet.d=1\0=2\nnet.e=#5\nnet.f= #5\n';
    expect(formatted(text)).toBe(text);
  });

  test("keeps line endings, and an empty value empty", () => {
    expect(formatted("net.a=\r\nnet.b= 1\r\n")).toBe("net.a =\r\nnet.b = 1\r\n");
  });

  test("keeps the first line of a file with a byte-order mark", () => {
    expect(formatted("\ufeff  net.a=1\n  net.b=2\n")).toBe("\ufeff  net.a=1\nnet.b = 2\n");
    const withoutText = parse("net.a=1\nnet.b=2\n", { byteOrderMark: true });
    expect(after(withoutText, format(withoutText, ALIGNED))).toBe("net.a=1\nnet.b = 2\n");
  });

  test("keeps templates, and files with lone carriage returns", () => {
    for (const text of ["{% if x %}\n  net.a={{ y }}\n{% endif %}\nnet.b=1\n", "net.a=1\rnet.b=2\n"]) expect(formatted(text)).toBe(text);
  });

  test("leaves lines alone that are one to BusyBox, or would be without the blank at their end", () => {
    for (const text of ["# note \\\n net.a=1\nnet.b = 2\n", "net.a=1 \\\nnet.b=2\n", "net.a=1\\ \nnet.b = 2\n"])
      expect(formatted(text)).toBe(text);
  });

  test("lets an endless key stand out alone", () => {
    const endless = `net.${"x".repeat(90)}`;
    expect(formatted(`${endless}=1\nnet.a=2\n`)).toBe(`${endless} = 1\nnet.a = 2\n`);
    const long = `net.b=${"1".repeat(1000)}`;
    expect(formatted(`${long}\n`)).toBe(`${long}\n`);
  });

  test("of a part touches its lines only, but looks at their neighbours", () => {
    const document = parse("net.a=1\nnet.b=2\nnet.longer=3\n");
    expect(after(document, format(document, ALIGNED, { start: 10, end: 12 }))).toBe("net.a=1\nnet.b      = 2\nnet.longer=3\n");
  });

  test("of a formatted file is no edit", () => {
    const document = parse("# a\nnet.a      = 1\nnet.longer = 2\n");
    expect(format(document, ALIGNED)).toEqual([]);
  });
});
