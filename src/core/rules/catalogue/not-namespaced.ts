// Keys of the whole machine, set for a container or a network namespace.
import { isReadOnlyOutside } from "../../kernel/read-only-outside.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { defineRule } from "../engine/rule.ts";
import { shortName } from "../engine/words.ts";

export const notNamespaced = defineRule<undefined>({
  id: "not-namespaced",
  title: "The key is machine-wide, and a container cannot set it",
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
      const where = embedding.scope === "container" ? "a container" : "a namespace";
      const what = starts ? "the container does not start" : `${where} cannot write it`;
      return {
        span: line.key,
        kernel: "refuses",
        message: `"${name}" is machine-wide: ${what}; set it on the host`,
        key,
        data: undefined,
      };
    }
    return {
      span: line.key,
      severity: "warning",
      kernel: refused === false ? "accepts" : "unknown",
      message: `"${name}" is machine-wide: the write ${refused === false ? "changes it" : "fails, or changes it"} for all; set it on the host`,
      key,
      data: undefined,
    };
  },
});
