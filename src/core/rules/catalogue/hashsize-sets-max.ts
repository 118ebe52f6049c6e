// hashsize= given when the module loads, and nothing that sets the limit afterwards.

import { readCount } from "../../boot/modules/modules.ts";
import { maxForHashsize } from "../../kernel/hash-table.ts";
import { MAX_PATH } from "../../kernel/table-keys.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { defineRule } from "../engine/rule.ts";

export const hashsizeSetsMax = defineRule<undefined>({
  id: "hashsize-sets-max",
  severity: "information",
  *checkHost({ module, settings, target }) {
    if (settings.some(({ path }) => path === MAX_PATH)) return;
    for (const option of module.options) {
      const buckets = option.name === "hashsize" ? readCount(option.value) : undefined;
      if (!buckets) continue;
      const max = maxForHashsize(target, Number(buckets));
      yield {
        file: option.file,
        span: option,
        kernel: "accepts",
        message: say("Also sets nf_conntrack_max to {max} (8 times hashsize), and no sysctl file sets it later", { max: formatCount(max) }),
        data: undefined,
      };
    }
  },
});
