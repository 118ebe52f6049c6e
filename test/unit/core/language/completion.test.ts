import { describe, expect, test } from "vitest";
import { KNOWN_KERNELS } from "../../../../src/core/kernel/known-kernels.ts";
import { ARCHES } from "../../../../src/core/kernel/target.ts";
import { plain } from "../../../../src/core/language/complete-setup.ts";
import { complete } from "../../../../src/core/language/completion.ts";
import type { CompletionItem } from "../../../../src/core/language/completion-item.ts";
import { lint } from "../../../../src/core/rules/engine/lint.ts";
import { RULES } from "../../../../src/core/rules/index.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";
import { applyEdits } from "../../../../src/core/text/span.ts";
import { at, OPTIONS, optionsFor, targetWords } from "./cursor.ts";

function itemsAt(text: string, options = OPTIONS): readonly CompletionItem[] {
  const { document, offset } = at(text);
  return complete(document, offset, options);
}

const labels = (items: readonly CompletionItem[], kind?: CompletionItem["kind"]): readonly string[] =>
  items.filter((item) => kind === undefined || item.kind === kind).map((item) => item.label);

/** The whole text once an item is chosen. */
function chosen(text: string, label: string, options = OPTIONS): string {
  const { document, offset } = at(text);
  const item = complete(document, offset, options).find((candidate) => candidate.label === label);
  if (!item) throw new Error(`no ${label}`);
  return applyEdits(document.text, [{ ...item.replace, text: item.insert }]);
}

describe("keys", () => {
  test.each([
    ["|", ["net"]],
    ["n|", ["net"]],
    ["net.|", ["netfilter"]],
    ["net/net|", ["netfilter"]],
    ["net.netfilter.|", []],
    ["kernel.|", []],
  ])("%s is followed by the parts %j", (text, parts) => expect(labels(itemsAt(text), "segment")).toEqual(parts));

  test.each([
    ["net.|", "netfilter", "net.netfilter."],
    ["net/ne|", "netfilter", "net/netfilter/"],
    ["net.ne|t.nf_conntrack_max = 1", "netfilter", "net.netfilter.nf_conntrack_max = 1"],
    ["net.|", "net.netfilter.nf_conntrack_max", "net.netfilter.nf_conntrack_max = "],
    ["  -net.netf|", "net.netfilter.nf_conntrack_acct", "  -net.netfilter.nf_conntrack_acct = "],
    ["net.netfilter.nf_|foo = 1", "net.netfilter.nf_conntrack_max", "net.netfilter.nf_conntrack_max = 1"],
    ["net/netfilter/|", "net/netfilter/nf_conntrack_max", "net/netfilter/nf_conntrack_max = "],
    ["/net/netfilter/|", "net/netfilter/nf_conntrack_max", "net/netfilter/nf_conntrack_max = "],
  ])("%s with %s becomes %s", (text, label, result) => expect(chosen(text, label)).toBe(result));

  test("are those that the target lets be written", () => {
    const on618 = labels(itemsAt("net.|"), "key");
    expect(on618).toContain("net.netfilter.nf_conntrack_max");
    expect(on618).not.toContain("net.netfilter.nf_conntrack_count");
    expect(on618).not.toContain("net.netfilter.nf_conntrack_helper");
    expect(labels(itemsAt("net.|", optionsFor("kernel=5.10")), "key")).toContain("net.netfilter.nf_conntrack_helper");
    expect(labels(itemsAt("# conntrack-target: kernel=5.10\nnet.|"), "key")).toContain("net.netfilter.nf_conntrack_helper");
    expect(labels(itemsAt("net.|", optionsFor("kernel=4.4")), "key")).not.toContain("net.netfilter.nf_conntrack_buckets");
  });

  test("go on to values, unless a value stands there", () => {
    const find = (text: string) => itemsAt(text).find((item) => item.label === "net.netfilter.nf_conntrack_max");
    expect(find("net.|")?.goesOn).toBe(true);
    expect(find("net.|x = 1")?.goesOn).toBe(false);
  });

  test("are not offered behind a key that has no =", () => expect(itemsAt("net.netfilter.nf_conntrack_max |")).toEqual([]));
});

describe("values", () => {
  test("begin with the default, explained", () => {
    expect(itemsAt("net.netfilter.nf_conntrack_tcp_timeout_established = |")[0]).toMatchObject({
      label: "432000",
      detail: "default: 5 days (432000 s)",
    });
  });

  test("name what numbers stand for", () => {
    expect(itemsAt("net/netfilter/nf_conntrack_log_invalid=|").map(({ label, detail }) => [label, detail])).toContainEqual([
      "58",
      "ICMPv6",
    ]);
  });

  test("offer as many buckets as the file has entries, in whole pages", () => {
    const [first] = itemsAt("net.netfilter.nf_conntrack_max = 1000000\nnet.netfilter.nf_conntrack_buckets = |");
    // 1,000,000 / 512 = 1953.125, so 1,954 pages of 512 heads.
    expect(first).toMatchObject({ label: "1000448", detail: "one per entry (1,000,000): average chain when full 2.0" });
  });

  test.each([
    ["net.netfilter.nf_conntrack_acct =|", "net.netfilter.nf_conntrack_acct = 1"],
    ["net.netfilter.nf_conntrack_acct = |", "net.netfilter.nf_conntrack_acct = 1"],
    ["net.netfilter.nf_conntrack_acct = 0|", "net.netfilter.nf_conntrack_acct = 1"],
  ])("%s gets one blank", (text, result) => expect(chosen(text, "1")).toBe(result));

  test("of other systems' keys are none of ours", () => expect(itemsAt("kernel.panic = |")).toEqual([]));
});

describe("comments that steer", () => {
  const controls = ["conntrack-target:", "conntrack-disable-next-line", "conntrack-disable-file"];

  test.each(["# conntrack-|", "#|", "; con|", "# conntrack-dis|able-file out-of-range", "# conntrack-target:|"])("%s", (text) =>
    expect(labels(itemsAt(text))).toEqual(controls),
  );

  test.each(["# net.netfilter.|", "# -|", "# see conntrack-|", "# x|", "# |net.netfilter.nf_conntrack_max = 1", "| # conntrack-"])(
    "%s is left in peace",
    (text) => expect(itemsAt(text).filter(({ kind }) => kind === "comment")).toEqual([]),
  );

  test.each([
    ["# conntrack-|", "conntrack-target:", "# conntrack-target: "],
    ["# conntrack-tar|get: kernel=5.10", "conntrack-target:", "# conntrack-target: kernel=5.10"],
    ["# conntrack-disable-file |", "out-of-range", "# conntrack-disable-file out-of-range"],
    // The word that the cursor is in is no other.
    ["# conntrack-disable-file out-of-range|", "out-of-range", "# conntrack-disable-file out-of-range"],
    ["# conntrack-disable-file vendor-key, out|", "out-of-range", "# conntrack-disable-file vendor-key, out-of-range"],
    ["# conntrack-target: ker|", "kernel=", "# conntrack-target: kernel="],
    ["# conntrack-target: kernel=5|", "5.10", "# conntrack-target: kernel=5.10"],
    ["# conntrack-target: a|rch=x86_64", "memory=", "# conntrack-target: memory=x86_64"],
  ])("%s with %s becomes %s", (text, label, result) => expect(chosen(text, label)).toBe(result));

  test("offer every rule that is not there yet", () => {
    const ids = RULES.map((rule) => rule.id).filter((id) => id !== "vendor-key");
    expect(labels(itemsAt("# conntrack-disable-next-line vendor-key |"))).toEqual(ids);
  });

  test("offer the parts of a target that are missing, and their values", () => {
    expect(labels(itemsAt("# conntrack-target: kernel=5.10 |"))).toEqual(["arch=", "hz=", "memory=", "cpus=", "pagesize="]);
    expect(labels(itemsAt("# conntrack-target: kernel=|"))).toEqual(KNOWN_KERNELS.map(({ version }) => version));
    expect(labels(itemsAt("# conntrack-target: arch=|"))).toEqual([...ARCHES]);
    expect(labels(itemsAt("# conntrack-target: hz=|"))).toContain("250");
    expect(labels(itemsAt("# conntrack-target: memory=|"))).toContain("8G");
    expect(itemsAt("# conntrack-target: constructor=|")).toEqual([]);
  });

  test("offer only what they then understand", () => {
    for (const part of ["kernel", "arch", "hz", "memory"]) {
      for (const label of labels(itemsAt(`# conntrack-target: ${part}=|`)))
        expect(lint(parse(`# conntrack-target: ${part}=${label}\n`), OPTIONS)).toEqual([]);
    }
  });
});

describe("setups", () => {
  const setups = ["NAT gateway", "Web front end", "Kubernetes node"];

  test.each(["|", "a = 1\n|\n", "  |", "nat|"])("are offered at %j", (text) => expect(labels(itemsAt(text), "setup")).toEqual(setups));

  test.each(["net.|", "-|", "ne|t = 1", "# |", "net.netfilter.nf_conntrack_max = |"])("are not offered at %j", (text) =>
    expect(labels(itemsAt(text), "setup")).toEqual([]),
  );

  const targets = [
    "kernel=7.2",
    "kernel=6.18",
    "kernel=6.18 memory=64M",
    "kernel=6.18 memory=1G",
    "kernel=6.12 memory=16G hz=1000",
    "kernel=6.1 arch=arm memory=256M",
    "kernel=5.15 arch=ppc64le memory=32G",
    "kernel=5.14.0-427.el9",
    "kernel=5.10",
    "kernel=4.19 memory=2G",
    "kernel=4.4",
    "kernel=3.10.0-1160.el7 memory=4G",
    "kernel=2.6.32 memory=512M",
  ];

  test.each(targets.flatMap((target) => setups.map((setup) => [setup, target] as const)))("%s is quiet for %s", (setup, words) => {
    const target = targetWords(words);
    for (const applier of ["systemd", "procps", "busybox"] as const) {
      const text = plain(chosen("|", setup, { ...OPTIONS, target }));
      expect(lint(parse(text), { target, applier }).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
      expect(text).toContain("net.netfilter.nf_conntrack_max = ");
    }
  });

  test.each(setups)("%s gives each value its reason in a comment above", (setup) => {
    const { lines } = parse(plain(chosen("|", setup)));
    const settings = lines.filter((line) => line.kind === "setting");
    expect(settings.length).toBeGreaterThan(2);
    for (const setting of settings) expect(lines[setting.number - 1]?.kind).toBe("comment");
  });

  test("are as large as the machine allows", () => {
    // 262,144 x 256 bytes and 262,144 x 8 bytes are 66 MiB; an eighth of 256 MiB is 32 MiB, and 65,536 entries take 16.5.
    expect(plain(chosen("|", "NAT gateway"))).toContain("66 MiB when full\nnet.netfilter.nf_conntrack_max = 262144\n");
    expect(plain(chosen("|", "NAT gateway", optionsFor("memory=256M")))).toContain("net.netfilter.nf_conntrack_max = 65536\n");
    // Buckets cannot be set before 4.8, and 2.6.24 to 3.18 make 16,384 at most: 65,536 entries are chains of eight.
    const old = plain(chosen("|", "NAT gateway", optionsFor("kernel=3.18")));
    expect(old).toContain("net.netfilter.nf_conntrack_max = 65536\n");
    expect(old).not.toContain("buckets =");
  });
});
