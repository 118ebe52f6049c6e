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

test("whether a higher limit is lowered depends on the release, where the manifest names it", async () => {
  const lowered = async (release: number): Promise<string> => {
    const text = pod(release)[MANIFEST];
    const [found] = await said("nf_conntrack_max = 262144", { [MANIFEST]: String(text).replace("4194304", "131072") });
    return found?.[1] ?? "";
  };
  expect(await lowered(28)).toBe("Set by kube-proxy: raised from 9 cores up (32,768 per core, kube-proxy.yaml:4)");
  expect(await lowered(31)).toBe("Set by kube-proxy: raised from 9 cores up, lowered below 8 (32,768 per core, kube-proxy.yaml:4)");
  expect(await lowered(20)).toContain("up, lowered below 8");
  expect(await lowered(36)).toContain("lowered below 8 by some versions");
});

test("nothing is said where kube-proxy leaves the key alone", async () => {
  expect(await said("nf_conntrack_max = 65536", kubeProxy("  maxPerCore: 0\n"))).toEqual([]);
  expect(await said("nf_conntrack_tcp_timeout_close_wait = 3600", kubeProxy("  tcpCloseWaitTimeout: 1h0m0s\n"))).toEqual([]);
  expect(await said("nf_conntrack_udp_timeout = 30", kubeProxy("  maxPerCore: 32768\n"))).toEqual([]);
});
