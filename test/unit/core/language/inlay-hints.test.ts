import { describe, expect, test } from "vitest";
import { inlayHints } from "../../../../src/core/language/inlay-hints.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";
import { OPTIONS, optionsFor } from "./cursor.ts";

/** The text with each hint in braces where it stands. */
function hinted(text: string, options = OPTIONS): string {
  const document = parse(text);
  let result = text;
  for (const { offset, label } of [...inlayHints(document, { start: 0, end: text.length }, options)].reverse())
    result = `${result.slice(0, offset)}{${label}}${result.slice(offset)}`;
  return result;
}

describe("hints", () => {
  test.each([
    ["net.netfilter.nf_conntrack_tcp_timeout_established = 432000{5 days}\n"],
    ["net/netfilter/nf_conntrack_udp_timeout=60{1 min} \n"],
    ["net.netfilter.nf_conntrack_tcp_timeout_established = 3600 # one hour{1 h}\n"],
    ["net.netfilter.nf_conntrack_frag6_high_thresh = 4194304{4 MiB}\n"],
    // 1,048,576 heads of 8 bytes.
    ["net.netfilter.nf_conntrack_buckets = 1048576{8 MiB}\n"],
    // 100,000 / 512 = 195.3, so 196 pages: 100,352 heads, 784 KiB.
    ["net.netfilter.nf_conntrack_buckets = 100000{100,352 buckets, 784 KiB}\n"],
    // 262,144 x 256 bytes and 262,144 x 8 bytes.
    ["net.netfilter.nf_conntrack_max = 262144{66 MiB when full}\nnet.netfilter.nf_conntrack_buckets = 262144{2 MiB}\n"],
  ])("%s", (text) => expect(hinted(text.replace(/\{[^}]*\}/g, ""))).toBe(text));

  test.each([
    "net.netfilter.nf_conntrack_udp_timeout = 30\n",
    "net.netfilter.nf_conntrack_udp_timeout = -1\n",
    "net.netfilter.nf_conntrack_udp_timeout = 1h\n",
    "net.netfilter.nf_conntrack_acct = 1\n",
    "net.netfilter.nf_conntrack_expect_max = 4096\n",
    "net.netfilter.nf_conntrack_max = 0\n",
    "net.netfilter.nf_conntrack_max = {{ max }}\n",
    "net.ipv4.tcp_keepalive_time = 7200\n",
    "# net.netfilter.nf_conntrack_max = 262144\n",
    "-net.netfilter.nf_conntrack_max\n",
  ])("none for %s", (text) => expect(hinted(text)).toBe(text));

  test("follow the target", () => {
    // 2,147,483,647 / 250 is the most on 6.18 with HZ 250; 4.9 lets more wrap around, and a wrapped timeout is what counts.
    expect(hinted("net.netfilter.nf_conntrack_udp_timeout = 99999999\n", optionsFor("hz=250"))).not.toContain("{");
    expect(hinted("# conntrack-target: kernel=4.4\nnet.netfilter.nf_conntrack_buckets = 65536\n")).not.toContain("{");
  });

  test("are given for the part that is asked for, with a sentence each", () => {
    const text = "net.netfilter.nf_conntrack_max = 262144\nnet.netfilter.nf_conntrack_udp_timeout = 60\n";
    expect(inlayHints(parse(text), { start: text.indexOf("udp"), end: text.length }, OPTIONS).map(({ label }) => label)).toEqual(["1 min"]);
    const [max] = inlayHints(parse(text), { start: 0, end: 1 }, OPTIONS);
    expect(max?.tooltip).toContain("64 MiB for entries, 2 MiB for 262,144 buckets");
  });
});
