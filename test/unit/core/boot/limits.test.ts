// What is more of a tree than is read is told, with the file that it stands in.
import { describe, expect, test } from "vitest";
import { effective } from "../../../../src/core/boot/effective.ts";
import { type MemoryTree, memoryPort } from "../../../../src/core/boot/tree/memory-port.ts";
import type { Entry } from "../../../../src/core/boot/tree/port.ts";
import { readTree, type TreeFile } from "../../../../src/core/boot/tree/tree.ts";
import { kubeProxyConfiguration } from "../../../../src/core/embedded/index.ts";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { effectivePage } from "../../../../src/core/language/effective-page.ts";
import { lintHost } from "../../../../src/core/rules/engine/lint-host.ts";
import { TOO_MUCH } from "../../../../src/core/text/limits.ts";
import { TOO_MUCH_STRUCTURE } from "../../../../src/core/text/structure.ts";

const OPTIONS = { target: DEFAULT_TARGET, applier: "auto", kubeProxy: kubeProxyConfiguration } as const;
const CONFIG = "/var/lib/kube-proxy/config.yaml";
const LONG = `kind: KubeProxyConfiguration\nconntrack: { maxPerCore: 1, min: 2097152 }\na: ${"a".repeat(1_000_000)}\n`;

const hostOf = async (files: MemoryTree, more: readonly TreeFile[] = []) =>
  effective(await readTree(memoryPort(files)), { ...OPTIONS, more });

describe("a configuration of kube-proxy", () => {
  const inText = `kind: ConfigMap\ndata:\n  config.conf: |\n${LONG.replace(/^/gm, "    ")}`;
  const deep = `kind: KubeProxyConfiguration\na:\n${Array.from({ length: 110 }, (_, depth) => `${" ".repeat(depth + 1)}a:\n`).join("")}`;
  test.each([
    ["that is too long", LONG],
    ["within a text that is", inText],
    ["of too many words", `{kind: KubeProxyConfiguration, a: [${"a,".repeat(400_000)}a]}\n`],
    ["that goes too deep", deep],
  ])("%s", async (_, text) => {
    const { unread } = await hostOf({ [CONFIG]: text });
    expect(unread).toEqual([{ path: CONFIG, reason: TOO_MUCH_STRUCTURE, file: expect.objectContaining({ path: CONFIG }) }]);
  });

  test("has its flags read all the same, and is parsed once for all that ask", async () => {
    const flags = `${LONG}args: --conntrack-max-per-core=5 --conntrack-min=7 # kube-proxy\n`;
    let times = 0;
    const tree = await readTree(memoryPort({ [CONFIG]: flags }));
    const kubeProxy = (text: string) => {
      times++;
      return kubeProxyConfiguration(text);
    };
    const [first, again] = [effective(tree, { ...OPTIONS, kubeProxy }), effective(tree, { ...OPTIONS, kubeProxy })];
    expect(first.others.map(({ effect, value }) => `${effect} ${value}`)).toEqual(["per-core 5", "at-least 7"]);
    expect([again.unread.length, times]).toEqual([1, 1]);
  });

  test("that lies elsewhere in a workspace", async () => {
    const reading = { problem: "too-large", reason: TOO_MUCH.kubeProxyFiles } as const;
    const file: TreeFile = { path: "file:///w/kube-proxy.yaml", name: "kube-proxy.yaml", real: undefined, isNull: false, reading };
    const host = await hostOf({ "/etc/sysctl.conf": "" }, [file]);
    expect(host.unread).toEqual([{ path: file.path, reason: reading.reason, file }]);
    expect(lintHost(host).map((one) => [one.file.path, one.left])).toContainEqual([file.path, [reading.reason]]);
  });
});

test("what was not read stands on the page of the configuration, before where the values are from", async () => {
  const host = await hostOf({ [CONFIG]: LONG, "/etc/sysctl.d/a.conf": "net.netfilter.nf_conntrack_max = 65536\n" });
  expect(effectivePage(host).text).toMatch(
    /nf_conntrack_max = 65536\n\n# Source of each value.*\n# Not read: \/var\/lib\/kube-proxy\/config\.yaml: the structure/,
  );
});

test("of a file that is judged, and of one that is not", async () => {
  const braces = `net/ipv4/${"{a,b}".repeat(13)}* = 1\n`;
  const host = await hostOf({ "/etc/sysctl.d/a.conf": braces, "/etc/modprobe.d/b.conf": "#".repeat(4_000_001) });
  expect(lintHost(host).map(({ file, left }) => [file.path, left])).toEqual([
    ["/etc/sysctl.d/a.conf", ["patterns from line 1 on are skipped: more than 500,000 matches, or 4,096 alternatives in one"]],
    ["/etc/modprobe.d/b.conf", [TOO_MUCH.smallFileBytes]],
  ]);
});

test.each([
  ["options", "hashsize=1 "],
  ["backslashes", "\\a"],
])("files of modprobe.d that have too many %s together: each of them has room", async (_, word) => {
  const half = `options nf_conntrack ${word.repeat(250_000)}\n`;
  const host = await hostOf({ "/etc/modprobe.d/a.conf": half, "/etc/modprobe.d/b.conf": half, "/etc/sysctl.conf": "" });
  expect(host.module.options.map(({ file }) => file.name)).toEqual(["a.conf"]);
  expect(host.unread).toMatchObject([{ path: "/etc/modprobe.d/b.conf", reason: TOO_MUCH.words }]);
});

test("of an editor's tree less is read, because all of it is kept", async () => {
  const half = `#${" ".repeat(6_000_000)}\n`;
  const files = { "/etc/sysctl.d/a.conf": half, "/etc/sysctl.d/b.conf": half, "/etc/sysctl.d/c.conf": "" };
  const unreadOf = async (isKept: boolean) =>
    effective(await readTree(memoryPort(files), { isKept }), OPTIONS).unread.map(({ path, reason }) => [path, reason]);
  expect(await unreadOf(false)).toEqual([]);
  expect(await unreadOf(true)).toEqual([
    ["/etc/sysctl.d/b.conf", TOO_MUCH.closedBytes],
    ["/etc/sysctl.d/c.conf", TOO_MUCH.closedBytes],
  ]);
});

test("profiles of TuneD beyond the files of a tree", async () => {
  const names = Array.from({ length: 200_001 }, (_, index) => `p${index}`);
  const entries = names.map((name): Entry => ({ name, kind: "folder" }));
  const tree = await readTree({
    list: (path) => Promise.resolve(path === "/etc/tuned" ? { path, entries } : undefined),
    read: (path) => (path === "/etc/tuned/active_profile" ? { text: names.join(" ") } : { problem: "missing", reason: "" }),
  });
  expect(effective(tree, OPTIONS).unread).toEqual([
    { path: "/etc/tuned/p200000/tuned.conf", reason: TOO_MUCH.treeFiles, file: expect.anything() },
  ]);
});
