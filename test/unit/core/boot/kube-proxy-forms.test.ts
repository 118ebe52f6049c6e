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
