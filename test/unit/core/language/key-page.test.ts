import { describe, expect, test } from "vitest";
import { explainableKey, keyChoices, keyPage } from "../../../../src/core/language/key-page.ts";
import { at, OPTIONS, targetWords } from "./cursor.ts";

/** Markdown as a person reads it. */
const plain = (markdown: string | undefined): string => (markdown ?? "").replace(/\\(.)/g, "$1");

describe("page of a key", () => {
  test("has what the hover has, for the kernel it names", () => {
    const page = plain(keyPage("net/netfilter/nf_conntrack_udp_timeout_stream", targetWords("kernel=4.19")));
    expect(page).toMatch(/^# net\.netfilter\.nf_conntrack_udp_timeout_stream\n\nIn kernel 4\.19 on x86_64\.\n\n/);
    for (const part of ["- Default: 3 min (180 s)", "- Accepts:", "- Scope:", "- History:", "*Source:"]) expect(page).toContain(part);
    expect(page).not.toContain("****");
  });

  test("is there for old names, related keys and module parameters, and not for others", () => {
    expect(plain(keyPage("net/ipv4/ip_conntrack_max", OPTIONS.target))).toContain(
      "net.ipv4.ip_conntrack_max: removed in Linux 2.6.24; use net.netfilter.nf_conntrack_max.",
    );
    expect(keyPage("net/ipv4/tcp_fin_timeout", OPTIONS.target)).toBeDefined();
    expect(keyPage("net/netfilter/nf_conntrack_hashsize", OPTIONS.target)).toBeDefined();
    expect(keyPage("kernel/panic", OPTIONS.target)).toBeUndefined();
  });

  test.each([
    ["net.netfilter.nf_conntrack_max = 5|\n", "net/netfilter/nf_conntrack_max"],
    ["|-net/netfilter/nf_conntrack_acct\n", "net/netfilter/nf_conntrack_acct"],
    ["kernel.panic| = 1\n", undefined],
    ["# net.netfilter.nf_conn|track_max\n", undefined],
  ])("%j is about %j", (text, path) => {
    const { document, offset } = at(text);
    expect(explainableKey(document, offset, OPTIONS.target)).toBe(path);
  });

  test("every choice leads to a page, and is in the target", () => {
    const { target } = OPTIONS;
    const names = keyChoices(target).map(({ name }) => name);
    for (const { path, name, meaning } of keyChoices(target)) {
      expect(plain(keyPage(path, target))).toContain(`# ${name}\n`);
      expect(meaning).toMatch(/^[A-Z].*\.$/);
    }
    expect(names).toContain("net.netfilter.nf_conntrack_count");
    expect(names).not.toContain("net.netfilter.nf_conntrack_helper");
    expect(new Set(names).size).toBe(names.length);
  });
});
