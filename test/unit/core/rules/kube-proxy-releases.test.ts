// What releases of kube-proxy leave of a limit that the files set: by CHANGELOG-1.23 and CHANGELOG-1.29 of Kubernetes.
import { expect, test } from "vitest";
import { effective } from "../../../../src/core/boot/effective.ts";
import { memoryPort } from "../../../../src/core/boot/tree/memory-port.ts";
import { readTree } from "../../../../src/core/boot/tree/tree.ts";
import { kubeProxyConfiguration } from "../../../../src/core/embedded/index.ts";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { lintHost } from "../../../../src/core/rules/engine/lint-host.ts";

async function told(lines: string, image?: string): Promise<readonly string[]> {
  const tree = await readTree(
    memoryPort({
      "/etc/modules-load.d/a.conf": "nf_conntrack\n",
      "/etc/sysctl.d/60-a.conf": lines,
      "/var/lib/kube-proxy/config.conf": "kind: KubeProxyConfiguration\n",
      ...(image !== undefined && { "/etc/kubernetes/manifests/kube-proxy.yaml": `spec:\n  containers:\n  - image: ${image}\n` }),
    }),
  );
  const files = lintHost(effective(tree, { target: DEFAULT_TARGET, applier: "systemd", kubeProxy: kubeProxyConfiguration }));
  return files.flatMap(({ findings }) => findings.filter(({ rule }) => rule === "raised-elsewhere").map(({ message }) => message));
}

const HIGH = "net.netfilter.nf_conntrack_max = 524288\n";
const LONG = "net.netfilter.nf_conntrack_tcp_timeout_established = 432000\n";

test.each([
  ["registry.k8s.io/kube-proxy:v1.22.17", "raised from 17 cores up, lowered below 16"],
  ["k8s.gcr.io/kube-proxy-amd64:v1.23.4", "raised from 17 cores up"],
  ["registry.k8s.io/kube-proxy:v1.28.9", "raised from 17 cores up"],
  ["registry.k8s.io/kube-proxy:v1.29.0@sha256:00", "raised from 17 cores up, lowered below 16"],
  ["registry.k8s.io/kube-proxy:v1.35.1", "raised from 17 cores up, lowered below 16"],
  ["registry.k8s.io/kube-proxy:v1.36.0", "raised from 17 cores up, lowered below 16 by some versions"],
  [undefined, "raised from 17 cores up, lowered below 16 by some versions"],
])("the limit under %s", async (image, what) => {
  expect(await told(HIGH, image)).toEqual([`Set by kube-proxy: ${what} (32,768 per core, config.conf:1)`]);
});

test.each([
  ["1.22.0", 1],
  ["1.25.3", 0],
  ["1.29.3", 1],
])("a longer timeout under %s", async (version, count) => {
  expect(await told(LONG, `registry.k8s.io/kube-proxy:v${version}`)).toHaveLength(count);
  // A shorter one becomes the 24 hours of all.
  expect(await told(LONG.replace("432000", "7440"), `registry.k8s.io/kube-proxy:v${version}`)).toHaveLength(1);
});

test("two releases are none", async () => {
  const image = "registry.k8s.io/kube-proxy:v1.25.0\n  - image: registry.k8s.io/kube-proxy:v1.30.0";
  expect((await told(HIGH, image))[0]).toContain("by some versions");
});
