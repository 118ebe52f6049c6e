import { describe, expect, test } from "vitest";
import { fixAll, offersFixAll, replaceLegacyNames } from "../../../../src/core/language/fix-all.ts";
import { lint } from "../../../../src/core/rules/engine/lint.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";
import { after, at, OPTIONS } from "./cursor.ts";

const fixed = (text: string, options = OPTIONS): string => after(parse(text), fixAll(parse(text), options));

describe("fix all", () => {
  test("mends every line that has a safe fix, and leaves the rest", () => {
    const bad = [
      "# limits",
      "net/ipv4/netfilter/ip_conntrack_max=65536",
      "net.netfilter.nf_contrack_acct = yes",
      "net.netfilter.nf_conntrack_count = 1",
      "net.netfilter.nf_conntrack_udp_timeout = 60 #voip",
      "",
    ].join("\n");
    const good = [
      "# limits",
      "net/netfilter/nf_conntrack_max=65536",
      // The key first, and in the next round the value, which nobody could judge before.
      "net.netfilter.nf_conntrack_acct = 1",
      "net.netfilter.nf_conntrack_count = 1",
      "#voip",
      "net.netfilter.nf_conntrack_udp_timeout = 60",
      "",
    ].join("\n");
    expect(fixed(bad)).toBe(good);
  });

  test("keeps line endings", () => {
    expect(fixed("net.netfilter.nf_contrack_max = 1\r\n# é😀\r\nnet.netfilter.nf_conntrack_udp_timeout = 60 #x\r\n")).toBe(
      "net.netfilter.nf_conntrack_max = 1\r\n# é😀\r\n#x\r\nnet.netfilter.nf_conntrack_udp_timeout = 60\r\n",
    );
  });

  test.each([
    ["glued text may be no comment", "net.netfilter.nf_conntrack_udp_timeout = 30;x\n"],
    ["also behind #", "net.netfilter.nf_conntrack_udp_timeout = 30s#x\n"],
    ["nothing behind it", "net.netfilter.nf_conntrack_udp_timeout = 30;\n"],
    ["a comment that would silence rules", "net.netfilter.nf_conntrack_udp_timeout = 60 # conntrack-disable-file short-timeout\n"],
    ["a comment that BusyBox goes on reading", "net.netfilter.nf_conntrack_udp_timeout = 60 # minute\\\n"],
  ])("leaves a line to its author where that is a guess: %s", (_why, text) => {
    expect(fixed(text)).toBe(text);
  });

  test("leaves a fix to its author that would bring a warning", () => {
    // A dead line that came to life would be a table that takes more memory than there is.
    const text = "# conntrack-target: kernel=6.12 memory=1G\nnet.netfilter.nf_contrack_max = 8388608\nnet.netfilter.nf_contrack_acct = 1\n";
    expect(fixed(text)).toBe(text.replace("contrack_acct", "conntrack_acct"));
  });

  test("leaves alone what is silenced or switched off", () => {
    const silenced = "# conntrack-disable-file unknown-key\nnet.netfilter.nf_contrack_max = 65536\n";
    expect(fixAll(parse(silenced), OPTIONS)).toEqual([]);
    const text = "net.netfilter.nf_contrack_max = 65536\n";
    expect(fixAll(parse(text), { ...OPTIONS, severities: { "unknown-key": "off" } })).toEqual([]);
  });

  test("of a good file is nothing", () => expect(fixAll(parse("net.netfilter.nf_conntrack_max = 262144\n"), OPTIONS)).toEqual([]));

  test("knows a byte-order mark that the editor keeps to itself", () => {
    const document = parse("net.netfilter.nf_contrack_max = 262144\n", { byteOrderMark: true });
    expect(after(document, fixAll(document, OPTIONS))).toBe("net.netfilter.nf_conntrack_max = 262144\n");
  });
});

describe("fix all is offered", () => {
  const offered = (text: string): boolean => {
    const { document, offset } = at(text);
    return offersFixAll(lint(document, OPTIONS), { start: offset, end: offset });
  };
  const typo = "net.netfilter.nf_contrack_max = 65536\n";

  test("on a finding with a safe fix, where there is another", () => {
    expect(offered(`|${typo}net.netfilter.nf_conntrack_acct = yes\n`)).toBe(true);
    expect(offered(`|${typo}`)).toBe(false);
    expect(offered(`${typo}net.netfilter.nf_conntrack_acct = yes\n|`)).toBe(false);
    expect(offered(`|net.netfilter.nf_conntrack_count = 1\n${typo}net.netfilter.nf_conntrack_acct = yes\n`)).toBe(false);
  });
});

describe("legacy names", () => {
  test("are replaced, and nothing else is", () => {
    const document = parse("net.ipv4.ip_conntrack_max = 65536\nnet.netfilter.nf_contrack_acct = 1\n");
    expect(after(document, replaceLegacyNames(document, OPTIONS))).toBe(
      "net.netfilter.nf_conntrack_max = 65536\nnet.netfilter.nf_contrack_acct = 1\n",
    );
  });

  test("stay where the value would mean something else", () => {
    expect(replaceLegacyNames(parse("net.ipv4.netfilter.ip_conntrack_tcp_log_invalid = 1\n"), OPTIONS)).toEqual([]);
  });
});
