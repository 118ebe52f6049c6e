import { expect, test } from "vitest";
import { hover } from "../../../../src/core/language/hover.ts";
import { at, OPTIONS, textOf } from "./cursor.ts";

function hovered(text: string): { readonly over: string; readonly said: string; readonly besides: string } | undefined {
  const { document, offset } = at(text);
  const found = hover(document, offset, OPTIONS);
  return found && { over: textOf(document, found), said: plain(found.markdown), besides: plain(found.besides ?? "") };
}

const plain = (markdown: string): string => markdown.replace(/\\(.)/g, "$1");

test("a key: its meaning, the default, what is written, what follows; the rest apart, and nothing of its history", () => {
  const found = hovered("net.netfilter.nf_conn|track_udp_timeout = 60\n");
  expect(found?.over).toBe("net.netfilter.nf_conntrack_udp_timeout");
  expect(found?.said).toMatch(/^\*\*net\.netfilter\.nf_conntrack_udp_timeout\*\*\n\n[A-Z].*\n\n- Default: 30 s\n- Yours: 1 min \(60 s\)$/);
  expect(found?.besides).toMatch(/^- Accepts: /);
  expect(`${found?.said}${found?.besides}`).not.toMatch(/History|Source|Scope/);
  const limit = hovered("net.netfilter.nf_conntrack_m|ax = 1048576\n");
  expect(limit?.said).toMatch(/Yours: 1,048,576 entries\n\nA full table takes/);
  expect(limit?.besides).toContain("namespace");
});

test("a limit, with the buckets of the same file", () => {
  const found = hovered("net.netfilter.nf_conntrack_buckets = 65536\nnet.netfilter.nf_conntrack_max = 13|1072\n");
  expect(found?.over).toBe("131072");
  // 131,072 x 256 bytes; 65,536 x 8 bytes; 2 x 131,072 / 65,536.
  expect(found?.said).toContain(
    "A full table takes 32.5 MiB of kernel memory (32 MiB for entries, 512 KiB for 65,536 buckets; 256 bytes per entry)",
  );
  expect(found?.said).toContain("Average chain when full: 4.0. Reliable up to 131,072 entries.");
});

test("a hash table", () => {
  expect(hovered("net.netfilter.nf_conntrack_buckets = 1|00000\n")?.said).toContain(
    "784 KiB of kernel memory, whether full or empty (100,352 buckets)",
  );
});

test("the name of a rule in a comment", () => {
  expect(hovered("# conntrack-disable-file out-of-|range\n")?.over).toBe("out-of-range");
});

test.each([
  "kernel.pa|nic = 1\n",
  "# a rem|ark\n",
  "net.netfilter.nf_conntrack_max |= 5\n",
  "-net.netfilter.nf_conntrack_max | \n",
  "net.netfilter.nf_conntrack_m|ax = {{ x }}\n",
  "|\n",
])("nothing at %j", (text) => expect(hovered(text)).toBeUndefined());
