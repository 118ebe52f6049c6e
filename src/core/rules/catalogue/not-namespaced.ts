// Keys of the whole machine, set for a container or a network namespace.

import { isReadOnlyOutside } from "../../kernel/read-only-outside.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { say } from "../../words/say.ts";
import { defineRule } from "../engine/rule.ts";
import { shortName } from "../engine/words.ts";

export const notNamespaced = defineRule<undefined>({
  id: "not-namespaced",
  severity: "error",
  checkSetting({ line, subject }, { embedding, target }) {
    if (embedding?.scope !== "container" && embedding?.scope !== "namespace") return;
    if (subject.kind !== "key" || subject.key.fact.scope !== "global" || subject.key.present === "no") return;
    const { fact } = subject.key;
    const refused = isReadOnlyOutside(fact, target);
    const key = dotted(fact.path);
    const name = embedding.nameOf(line.number) ?? shortName(fact.path);
    if (refused === true) {
      const starts = embedding.howOf(line.number) === "container";
      return {
        span: line.key,
        kernel: "refuses",
        message: starts
          ? say('"{name}" is machine-wide: the container does not start; set it on the host', { name })
          : embedding.scope === "container"
            ? say('"{name}" is machine-wide: a container cannot write it; set it on the host', { name })
            : say('"{name}" is machine-wide: a namespace cannot write it; set it on the host', { name }),
        key,
        data: undefined,
      };
    }
    return {
      span: line.key,
      severity: "warning",
      kernel: refused === false ? "accepts" : "unknown",
      message:
        refused === false
          ? say('"{name}" is machine-wide: the write changes it for all; set it on the host', { name })
          : say('"{name}" is machine-wide: the write fails, or changes it for all; set it on the host', { name }),
      key,
      data: undefined,
    };
  },
});
