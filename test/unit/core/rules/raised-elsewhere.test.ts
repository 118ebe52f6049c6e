// What is said of a key that another program sets later: in one line, with the place, and no more than its version allows.
import { expect, test } from "vitest";
import { effective } from "../../../../src/core/boot/effective.ts";
import { type MemoryTree, memoryPort } from "../../../../src/core/boot/tree/memory-port.ts";
import { readTree } from "../../../../src/core/boot/tree/tree.ts";
import { kubeProxyConfiguration } from "../../../../src/core/embedded/index.ts";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { lintHost } from "../../../../src/core/rules/engine/lint-host.ts";

const MODULE = { "/etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n" };
const CONFIG = "/var/lib/kube-proxy/config.conf";
const MANIFEST = "/etc/kubernetes/manifests/kube-proxy.yaml";

async function said(setting: string, others: MemoryTree): Promise<readonly (readonly [severity: string, message: string])[]> {
  const tree = await readTree(memoryPort({ ...MODULE, "/etc/sysctl.d/60-conntrack.conf": `net.netfilter.${setting}\n`, ...others }));
  const host = effective(tree, { target: DEFAULT_TARGET, applier: "systemd", kubeProxy: kubeProxyConfiguration });
  return lintHost(host)
    .flatMap(({ findings }) => findings)
    .filter(({ rule }) => rule === "raised-elsewhere")
    .map(({ severity, message }) => [severity, message] as const);
}

const kubeProxy = (conntrack: string): MemoryTree => ({
  [CONFIG]: `apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nconntrack:\n${conntrack}`,
});
/** As a static pod, with the release of its image. */
const pod = (release: number): MemoryTree => ({
  [MANIFEST]: `spec:\n  containers:\n  - image: registry.k8s.io/kube-proxy:v1.${release}.2\n    command: [kube-proxy, --conntrack-max-per-core=32768, --conntrack-min=4194304]\n`,
});

test.each<[about: string, setting: string, others: MemoryTree, severity: string, message: string]>([
  [
    "a limit below the least",
    "nf_conntrack_max = 65536",
    kubeProxy("  min: 131072\n"),
    "warning",
    "Raised by kube-proxy to 131,072 or more (conntrack.min, config.conf:4)",
  ],
  [
    "a limit that many cores raise",
    "nf_conntrack_max = 131072",
    kubeProxy("  maxPerCore: 32768\n"),
    "information",
    "Set by kube-proxy: raised from 5 cores up (32,768 per core, config.conf:4)",
  ],
  [
    "a limit that few cores lower",
    "nf_conntrack_max = 262144",
    kubeProxy("  maxPerCore: 32768\n"),
    "information",
    "Set by kube-proxy: raised from 9 cores up, lowered below 8 by some versions (32,768 per core, config.conf:4)",
  ],
  [
    "a timeout",
    "nf_conntrack_tcp_timeout_close_wait = 60",
    kubeProxy("  tcpCloseWaitTimeout: 1h0m0s\n"),
    "warning",
    'Overridden by kube-proxy: "nf_conntrack_tcp_timeout_close_wait" = 3600 (config.conf:4)',
  ],
])("%s", async (_, setting, others, severity, message) => {
  expect(await said(setting, others)).toEqual([[severity, message]]);
  expect(message.length).toBeLessThanOrEqual(120);
});

// CHANGELOG-1.23 and CHANGELOG-1.29 of Kubernetes.
test.each([
  [22, "raised from 9 cores up, lowered below 8"],
  [23, "raised from 9 cores up"],
  [28, "raised from 9 cores up"],
  [29, "raised from 9 cores up, lowered below 8"],
  [35, "raised from 9 cores up, lowered below 8"],
  [36, "raised from 9 cores up, lowered below 8 by some versions"],
])("a limit under the image of 1.%i", async (release, what) => {
  const files = Object.entries(pod(release)).map(([path, text]) => [path, String(text).replace("4194304", "131072")]);
  const message = `Set by kube-proxy: ${what} (32,768 per core, kube-proxy.yaml:4)`;
  expect(await said("nf_conntrack_max = 262144", Object.fromEntries(files))).toEqual([["information", message]]);
});

test.each([
  [22, 1],
  [25, 0],
  [29, 1],
])("a longer timeout under the image of 1.%i, and a shorter one under all", async (release, count) => {
  const image = { ...kubeProxy("  min: 1\n"), [MANIFEST]: `image: registry.k8s.io/kube-proxy-amd64:v1.${release}.2@sha256:00\n` };
  expect(await said("nf_conntrack_tcp_timeout_established = 432000", image)).toHaveLength(count);
  expect(await said("nf_conntrack_tcp_timeout_established = 7440", image)).toHaveLength(1);
});

test("two images are none", async () => {
  const images = [25, 30].map((release) => `image: registry.k8s.io/kube-proxy:v1.${release}.0\n`).join("");
  const [found] = await said("nf_conntrack_max = 262144", { ...kubeProxy("  maxPerCore: 32768\n"), [MANIFEST]: images });
  expect(found?.[1]).toContain("by some versions");
});

test("nothing is said where kube-proxy leaves the key alone", async () => {
  expect(await said("nf_conntrack_max = 65536", kubeProxy("  maxPerCore: 0\n"))).toEqual([]);
  expect(await said("nf_conntrack_tcp_timeout_close_wait = 3600", kubeProxy("  tcpCloseWaitTimeout: 1h0m0s\n"))).toEqual([]);
  expect(await said("nf_conntrack_udp_timeout = 30", kubeProxy("  maxPerCore: 32768\n"))).toEqual([]);
});
