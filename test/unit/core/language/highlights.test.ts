import { expect, test } from "vitest";
import { keyHighlights } from "../../../../src/core/language/highlights.ts";
import { at, textOf } from "./cursor.ts";

function highlighted(text: string): readonly string[] | undefined {
  const { document, offset } = at(text);
  return keyHighlights(document, offset)?.map((span) => textOf(document, span));
}

test("one variable in all its spellings", () => {
  expect(
    highlighted(
      "net.netfilter.nf_conn|track_max = 1\nnet/netfilter/nf_conntrack_max=2\nnet.nf_conntrack_max = 3\n-/net/nf_conntrack_max\nnet.ipv4.ip_conntrack_max = 4\nnet.netfilter.nf_conntrack_acct = 1\n",
    ),
  ).toEqual([
    "net.netfilter.nf_conntrack_max",
    "net/netfilter/nf_conntrack_max",
    "net.nf_conntrack_max",
    "/net/nf_conntrack_max",
    "net.ipv4.ip_conntrack_max",
  ]);
});

test("the other way round, and for keys of other systems", () => {
  expect(highlighted("net.nf_conntrack_max| = 1\nnet/netfilter/nf_conntrack_max = 2\n")).toHaveLength(2);
  expect(highlighted("|kernel.panic = 1\nkernel/panic = 2\n")).toEqual(["kernel.panic", "kernel/panic"]);
});

test.each(["kernel.panic = |1\n", "# kernel|.panic\n", "|\n", "no| setting\n"])("nothing at %j", (text) =>
  expect(highlighted(text)).toBeUndefined(),
);
