// Configurations and arguments of kube-proxy as people write them.
import { expect, test } from "vitest";
import { readKubeProxy } from "../../../../src/core/boot/other-programs/kube-proxy.ts";
import { kubeProxyConfiguration } from "../../../../src/core/embedded/index.ts";

type File = Parameters<typeof readKubeProxy>[0];
const all = (text: string, path = "/var/lib/kube-proxy/config.yaml") =>
  readKubeProxy({ path, reading: { text } } as File, kubeProxyConfiguration).settings;
const read = (text: string) =>
  all(text, "/etc/rancher/k3s/config.yaml").map(({ path, effect, value }) => [path.slice(path.lastIndexOf("/") + 1), effect, value]);

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

const HEAD = "apiVersion: kubeproxy.config.k8s.io/v1alpha1\n";

test.each([
  ["a block", `${HEAD}kind: KubeProxyConfiguration\nconntrack:\n  min: 200000\n`, "min: 200000"],
  ["braces", `${HEAD}kind: KubeProxyConfiguration\nconntrack: {maxPerCore: null, min: 200000}\n`, "min: 200000"],
  [
    "braces over lines, with a comment that closes one",
    `${HEAD}kind: KubeProxyConfiguration\nconntrack: {\n  # } of old\n  "min": 200000,\n}\n`,
    '"min": 200000',
  ],
  ["JSON", '{"kind":"KubeProxyConfiguration","conntrack":{"min":200000}}', '"min":200000'],
  ["a tag and an anchor", `kind: !!str KubeProxyConfiguration\nconntrack: &here !!map\n  min: !!int 200000\n`, "min: !!int 200000"],
  ["a name for a value", `x: &least 200000\nkind: KubeProxyConfiguration\nconntrack:\n  min: *least\n`, undefined],
  ["a question mark before the name", "? kind\n: KubeProxyConfiguration\n? conntrack\n: ? min\n  : 200000\n", undefined],
  [
    "the second of two documents",
    `kind: Other\nconntrack:\n  min: 1\n---\nkind: KubeProxyConfiguration\nconntrack:\n  min: 200000\n`,
    "min: 200000",
  ],
  [
    "another section of the same name before it",
    `metadata:\n  conntrack:\n    min: 1\nkind: KubeProxyConfiguration\nconntrack:\n  min: 200000\n`,
    "min: 200000",
  ],
  [
    "a block in a ConfigMap",
    `kind: ConfigMap\ndata:\n  config.conf: |-\n    kind: KubeProxyConfiguration\n    conntrack:\n      min: 200000\n`,
    "min: 200000",
  ],
  [
    "a quoted text in a ConfigMap",
    `kind: ConfigMap\ndata:\n  config.conf: "kind: KubeProxyConfiguration\\nconntrack:\\n  min: 200000\\n"\n`,
    undefined,
  ],
  ["a list of objects", `kind: List\nitems:\n- kind: KubeProxyConfiguration\n  conntrack:\n    min: 200000\n`, "min: 200000"],
])("%s", (_, text, place) => {
  const least = all(text).filter(({ effect }) => effect === "at-least");
  expect(least.map(({ value }) => value)).toEqual(["200000"]);
  if (place !== undefined) expect(least.map(({ start, end }) => text.slice(start, end))).toEqual([place]);
  expect(all(text).find(({ effect }) => effect === "per-core")?.value).toBe("32768");
});

test("names that name each other end", () => {
  const names = Array.from({ length: 30 }, (_, index) => `a${index}: &a${index} [*a${index - 1}, *a${index - 1}]\n`).join("");
  expect(all(`kind: KubeProxyConfiguration\n${names}conntrack: *a29\n`).map(({ value }) => value)).toContain("131072");
});
