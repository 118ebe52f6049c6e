// hashsize= given when the module loads, and nothing that sets the limit afterwards.

import { readCount } from "../../boot/modules/modules.ts";
import { maxForHashsize } from "../../kernel/hash-table.ts";
import { MAX_PATH } from "../../kernel/table-keys.ts";
import { formatCount } from "../../units/units.ts";
import { defineRule } from "../engine/rule.ts";

export const hashsizeSetsMax = defineRule<undefined>({
  id: "hashsize-sets-max",
  title: "The module option hashsize also sets the limit",
  severity: "information",
  docs: {
    why: "When the module loads, `hashsize=` sets `nf_conntrack_max` to eight times its value, in every kernel: a full table then has 16 nodes in an average chain, and takes eight times the memory of one entry per bucket. Writing `nf_conntrack_buckets` at run time does not change the limit. Set `net.netfilter.nf_conntrack_max` as well, so that the limit is the one you intend.",
    examples: [],
    trees: [
      {
        bad: { "/etc/modprobe.d/conntrack.conf": "options nf_conntrack hashsize=65536\n" },
        good: {
          "/etc/modprobe.d/conntrack.conf": "options nf_conntrack hashsize=65536\n",
          "/etc/modules-load.d/nf_conntrack.conf": "nf_conntrack\n",
          "/etc/sysctl.d/60-conntrack.conf": "net.netfilter.nf_conntrack_max = 65536\n",
        },
        fixable: false,
      },
    ],
    sources: ["net/netfilter/nf_conntrack_core.c, nf_conntrack_init_start()"],
  },
  *checkHost({ module, settings, target }) {
    if (settings.some(({ path }) => path === MAX_PATH)) return;
    for (const option of module.options) {
      const buckets = option.name === "hashsize" ? readCount(option.value) : undefined;
      if (!buckets) continue;
      const max = maxForHashsize(target, Number(buckets));
      yield {
        file: option.file.path,
        span: option,
        kernel: "accepts",
        message: `Also sets nf_conntrack_max to ${formatCount(max)} (8 times hashsize), and no sysctl file sets it later`,
        data: undefined,
      };
    }
  },
});
