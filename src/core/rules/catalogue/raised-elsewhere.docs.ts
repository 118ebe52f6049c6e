// The documentation of the rule raised-elsewhere.
import { KUBE_PROXY, KUBE_PROXY_SOURCE } from "../../boot/other-programs/kube-proxy-figures.ts";
import { say } from "../../words/say.ts";
import type { RuleDocs } from "../engine/rule-docs.ts";

export const raisedElsewhereDocs: RuleDocs = {
  title: say("Another program sets the key later"),
  why: say(
    "kube-proxy sets `nf_conntrack_max` when it starts: to `conntrack.maxPerCore` ({maxPerCore} by default) for each core, and at least to `conntrack.min` ({min}); 1.36 and later stop at {most}. Kubernetes 1.23 to 1.28 only raise the limit; earlier versions, and 1.29 to 1.35, also lower a higher one; from 1.36 on it depends on the patch release. If the files name the image of kube-proxy, its version decides. It sets `nf_conntrack_tcp_timeout_established` (24 hours) and `nf_conntrack_tcp_timeout_close_wait` (1 hour), and `nf_conntrack_tcp_be_liberal` where `tcpBeLiberal` is true. It also enlarges the hash table to a quarter of its limit. `maxPerCore: 0` keeps it from changing the limit, `0s` a timeout.\n\nufw applies its own `/etc/ufw/sysctl.conf` when it starts. TuneD applies the `[sysctl]` section of its profile and then, by default, the files of `/etc` and `/run` again, so it overrides only files in `/usr/lib`. cloud-init may call `sysctl`.",
    { maxPerCore: KUBE_PROXY.maxPerCore, min: KUBE_PROXY.min, most: KUBE_PROXY.most },
  ),
  examples: [],
  trees: [
    {
      bad: {
        "/etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n",
        "/etc/sysctl.d/60-conntrack.conf": "net.netfilter.nf_conntrack_max = 65536\n",
        "/var/lib/kube-proxy/config.conf": "kind: KubeProxyConfiguration\nconntrack:\n  maxPerCore: 32768\n  min: 131072\n",
      },
      good: {
        "/etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n",
        "/etc/sysctl.d/60-conntrack.conf": "net.netfilter.nf_conntrack_max = 65536\n",
        "/var/lib/kube-proxy/config.conf": "kind: KubeProxyConfiguration\nconntrack:\n  maxPerCore: 0\n",
      },
      fixable: false,
    },
  ],
  sources: [
    `${KUBE_PROXY_SOURCE}, its successor pkg/proxy/conntrack (setSysctls, getConntrackMax)`,
    "Kubernetes pull requests 103174 (CHANGELOG-1.23), 120448 (CHANGELOG-1.29), 137002 (CHANGELOG-1.36) and 142035",
    "ufw-init-functions; plugin_sysctl.py of TuneD (reapply_sysctl)",
  ],
};
