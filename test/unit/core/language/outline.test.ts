import { describe, expect, test } from "vitest";
import { type OutlineSymbol, outline } from "../../../../src/core/language/outline.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";
import { textOf } from "./cursor.ts";

/** Names and details, children indented. */
function tree(symbols: readonly OutlineSymbol[], indent = ""): readonly string[] {
  return symbols.flatMap(({ name, detail, children }) => [
    `${indent}${name}${detail === "" ? "" : `: ${detail}`}`,
    ...tree(children, `${indent}  `),
  ]);
}

const outlineOf = (...lines: readonly string[]): readonly string[] => tree(outline(parse(lines.join("\n"))));

describe("outline", () => {
  test("puts settings under the headings that comments give", () => {
    expect(
      outlineOf(
        "kernel.panic = 10",
        "",
        "# --- Limits ---",
        "net.a = 1",
        "net.b = 2",
        "",
        "# Alone",
        "net.c = 3",
        "",
        "# Timeouts:",
        "net.d = 4",
        "-net.e",
      ),
    ).toEqual(["kernel.panic: 10", "Limits", "  net.a: 1", "  net.b: 2", "net.c: 3", "Timeouts", "  net.d: 4", "  net.e: excluded"]);
  });

  test("without headings goes by namespaces that stand together", () => {
    expect(
      outlineOf(
        "net.ipv4.ip_forward = 1",
        "net.ipv4.conf.all.rp_filter = 1",
        "kernel.panic = 10",
        "net/netfilter/nf_conntrack_max = 5",
        "net.netfilter.nf_conntrack_acct = 1",
      ),
    ).toEqual([
      "net.ipv4",
      "  ip_forward: 1",
      "  conf.all.rp_filter: 1",
      "kernel.panic: 10",
      "net.netfilter",
      "  nf_conntrack_max: 5",
      "  nf_conntrack_acct: 1",
    ]);
  });

  test("of a single namespace has no groups", () => {
    expect(outlineOf("net.ipv4.a = 1", "# why", "net.ipv4.b = 2")).toEqual(["net.ipv4.a: 1", "net.ipv4.b: 2"]);
  });

  test("leaves out what sets nothing", () => expect(outlineOf("# words", "no setting", "", "= 5")).toEqual([]));

  test("goes to the heading, and covers what is under it", () => {
    const document = parse("\n# Limits\n# of the table\nnet.a = 1\nnet.b = 2\n\n# End\nnet.c=3\nnet.d=4");
    const [limits, end] = outline(document);
    expect(limits && textOf(document, limits.selection)).toBe("# Limits");
    expect(limits && textOf(document, limits.span)).toBe("# Limits\n# of the table\nnet.a = 1\nnet.b = 2");
    expect(end && textOf(document, end.span)).toBe("# End\nnet.c=3\nnet.d=4");
    expect(limits?.children.map(({ selection }) => textOf(document, selection))).toEqual(["net.a", "net.b"]);
  });

  test("cuts endless headings", () => {
    expect(outlineOf(`# ${"word ".repeat(40)}`, "a.b = 1", "a.c = 2")[0]).toMatch(/^word .{50,54}…$/);
  });
});
