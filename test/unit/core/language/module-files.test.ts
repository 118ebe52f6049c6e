// Hover and completion in modprobe.d and in lists of modules.
import { describe, expect, test } from "vitest";
import { effective } from "../../../../src/core/boot/effective.ts";
import { memoryPort } from "../../../../src/core/boot/tree/memory-port.ts";
import { readTree } from "../../../../src/core/boot/tree/tree.ts";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { completeModuleFile, type ModuleFile, moduleFileHover, moduleFileKind } from "../../../../src/core/language/module-files.ts";
import { targetWords } from "./cursor.ts";

function at(kind: ModuleFile["kind"], marked: string, more: Partial<ModuleFile> = {}) {
  return { file: { kind, text: marked.replace("|", ""), target: DEFAULT_TARGET, ...more }, offset: marked.indexOf("|") };
}

test.each([
  ["/etc/modprobe.d/a.conf", "options"],
  ["modprobe.d/a.conf", "options"],
  ["/usr/lib/modules-load.d/a.conf", "list"],
  ["/x/etc/modules", "list"],
  ["/x/modules", undefined],
  ["/etc/modprobe.d/sub/a.conf", undefined],
])("%s: %s", (path, kind) => {
  expect(moduleFileKind(path)).toBe(kind);
});

describe("hover", () => {
  const hovered = (kind: ModuleFile["kind"], marked: string, more: Partial<ModuleFile> = {}) => {
    const { file, offset } = at(kind, marked, more);
    const found = moduleFileHover(file, offset);
    return found && { over: file.text.slice(found.start, found.end), said: found.markdown.replace(/\\(.)/g, "$1") };
  };

  test("hashsize: buckets in whole pages, and eight times as many entries", () => {
    // 60,000 buckets of 8 bytes are 117.2 pages; 118 pages hold 60,416; times eight 483,328.
    expect(hovered("options", "options nf_conntrack acct=1 \\\n  hash|size=60000\n")).toEqual({
      over: "hashsize=60000",
      said: expect.stringMatching(/^60,416 buckets; sets nf_conntrack_max to 483,328\.\n\n---\n\n\*\*hashsize\*\*/),
    });
  });

  test("what sysctl makes of the limit afterwards", async () => {
    const tree = await readTree(memoryPort({ "/etc/sysctl.d/60-a.conf": "net.nf_conntrack_max = 100000\n" }));
    const host = effective(tree, { target: DEFAULT_TARGET, applier: "systemd" });
    expect(hovered("options", "options nf_conntrack hashsize=65|536\n", { host })?.said).toContain(
      "Effective value: 100000, set in /etc/sysctl.d/60-a.conf, line 1.",
    );
  });

  test("an option that is gone says so", () => {
    expect(hovered("options", "options nf_conntrack nf_conntrack_he|lper=1\n")?.said).toContain(
      "Availability: nf_conntrack_helper is ignored in Linux 6.18: removed between Linux 5.19 and 6.1",
    );
  });

  test("modules", () => {
    expect(hovered("list", "# net\nnf_connt|rack\n")?.over).toBe("nf_conntrack");
    expect(hovered("list", "nf_conntrack_ip|v4\n")?.said).toContain(
      "nf_conntrack_ipv4 is now part of nf_conntrack: removed between Linux 4.14 and 4.19.",
    );
    expect(hovered("list", "nf_conntrack_ip|v4\n", { target: targetWords("kernel=4.4") })?.said).toContain("Still a separate module");
  });

  test.each(["options kv|m nested=1\n", "options kvm nes|ted=1\n", "# nf_conn|track\n", "|\n", "options nf_conntrack spe|ed=1\n"])(
    "nothing on %j",
    (text) => {
      expect(hovered("options", text)).toBeUndefined();
    },
  );
});

describe("completion", () => {
  const offered = (kind: ModuleFile["kind"], marked: string, more: Partial<ModuleFile> = {}) => {
    const { file, offset } = at(kind, marked, more);
    return completeModuleFile(file, offset).map(
      ({ insert, replace }) => file.text.slice(0, replace.start) + insert + file.text.slice(replace.end),
    );
  };

  test("the command, the module, the options not yet given, their values", () => {
    expect(offered("options", "opt|")).toEqual(["options nf_conntrack "]);
    expect(offered("options", "options nf|")).toEqual(["options nf_conntrack "]);
    expect(offered("options", "options nf_conntrack acct=1 |")).toEqual(
      ["enable_hooks", "expect_hashsize", "hashsize", "tstamp"].map((name) => `options nf_conntrack acct=1 ${name}=`),
    );
    expect(offered("options", "options nf_conntrack acct=|")).toEqual(["options nf_conntrack acct=1", "options nf_conntrack acct=0"]);
    expect(offered("options", "options nf_conntrack \\\n  hashsize=6|")).toEqual(
      ["65536", "262144"].map((value) => `options nf_conntrack \\\n  hashsize=${value}`),
    );
  });

  test("as many buckets as sysctl allows entries", async () => {
    const tree = await readTree(memoryPort({ "/etc/sysctl.d/60-a.conf": "net.nf_conntrack_max = 100000\n" }));
    const host = effective(tree, { target: DEFAULT_TARGET, applier: "systemd" });
    expect(offered("options", "options nf_conntrack hashsize=|", { host })[0]).toBe("options nf_conntrack hashsize=100352");
  });

  test("options by kernel", () => {
    expect(offered("options", "options nf_conntrack |", { target: targetWords("kernel=4.4") }).join()).toContain("nf_conntrack_helper=");
  });

  test("a list", () => {
    expect(offered("list", "br_netfilter\nnf|")).toEqual(["br_netfilter\nnf_conntrack"]);
    expect(offered("list", "nf_conntrack\n|")).toEqual([]);
  });

  test.each(["options kvm |", "options kvm nested=|", "install nf_conntrack |", "# |"])("nothing at %j", (text) => {
    expect(offered("options", text)).toEqual([]);
  });
});
