// Configurations and arguments of kube-proxy as people write them.
import { expect, test } from "vitest";
import { readKubeProxy } from "../../../../src/core/boot/other-programs/kube-proxy.ts";

type File = Parameters<typeof readKubeProxy>[0];
const read = (text: string) =>
  readKubeProxy({ path: "/etc/rancher/k3s/config.yaml", reading: { text } } as File).map(({ path, effect, value }) => [
    path.slice(path.lastIndexOf("/") + 1),
    effect,
    value,
  ]);

test("a comment may stand in the first column of a block, and behind its name", () => {
  const text = "kind: KubeProxyConfiguration\nconntrack: # ours\n# leave the limit alone\n  maxPerCore: 0\n";
  expect(read(text).filter(([name]) => name === "nf_conntrack_max")).toEqual([]);
});

test("arguments of k3s and RKE2 have no dashes", () => {
  expect(read('kube-proxy-arg:\n  - "conntrack-max-per-core=2097152"\n  - "conntrack-min=4194304"\n')).toEqual([
    ["nf_conntrack_max", "per-core", "2097152"],
    ["nf_conntrack_max", "at-least", "4194304"],
  ]);
});

test("anchors and tags leave a value what it is, and what is merged in is not guessed", () => {
  const limits = (text: string) => read(`kind: KubeProxyConfiguration\n${text}`).filter(([name]) => name === "nf_conntrack_max");
  expect(limits("conntrack: &ours\n  maxPerCore: 0\n")).toEqual([]);
  expect(limits("conntrack: !!map\n  maxPerCore: !!int 0\n")).toEqual([]);
  expect(limits("conntrack: &c {maxPerCore: !!int 1000, min: &m 2000}\n")).toEqual([
    ["nf_conntrack_max", "per-core", "1000"],
    ["nf_conntrack_max", "at-least", "2000"],
  ]);
  expect(limits("conntrack:\n  <<: *defaults\n")).toEqual([]);
});
