// explain: a key or a rule.
import { aboutTarget } from "../knowledge.ts";
import { TARGET } from "../target.ts";
import type { Tool } from "../tool.ts";

export const explain: Tool<string> = {
  name: "explain",
  title: "Explain a conntrack key or rule",
  description:
    "Explains a conntrack sysctl key (net.netfilter.nf_conntrack_max, or only its last part) for the target kernel, or a rule of check (out-of-range), with sources.",
  options: TARGET,
  reads: { what: "word", help: "A key or the id of a rule." },
  needs: ["word"],
  knowledge: (_, given) => [
    { inferred: ["Read in kernel sources and, where stated, tested on booted kernels; sources are included."] },
    aboutTarget(given, ["kernel"]),
  ],
};
