// explain: a key or a rule.
import { aboutTarget } from "../knowledge.ts";
import { TARGET } from "../target.ts";
import type { Tool } from "../tool.ts";

export const explain: Tool<string> = {
  name: "explain",
  title: "Explain a conntrack key or rule",
  description:
    "Explains a conntrack sysctl key (net.netfilter.nf_conntrack_max, or its last part alone) as the target kernel has it, or a rule of check (out-of-range), with sources.",
  options: TARGET,
  reads: { what: "word", help: "A key or the id of a rule." },
  needs: ["word"],
  knowledge: (_, given) => [
    { inferred: ["Read in kernel sources and, where it says so, asked of booted kernels; the sources stand beside it."] },
    aboutTarget(given, ["kernel"]),
  ],
};
