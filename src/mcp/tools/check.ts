// check: what the target kernel makes of settings.
import schema from "../../cli/json/check.schema.json" with { type: "json" };
import { aboutTarget, type Part } from "../knowledge.ts";
import { TARGET } from "../target.ts";
import type { Tool } from "../tool.ts";

/** As the command prints it, as far as sentences are made of it. */
interface Check {
  readonly files: readonly {
    readonly path: string;
    readonly findings: readonly { readonly kernel: string; readonly message: string; readonly line: number }[];
  }[];
}

const VERDICTS = "What the kernel does with a line is derived from its sources and from tests on booted kernels.";
const ASK_HOST = "Is this everything that is set on the host, or do other files, scripts or kube-proxy also set keys?";

export const check: Tool<Check> = {
  name: "check",
  title: "Check conntrack settings",
  description:
    "Checks nf_conntrack settings as the target Linux kernel would: sysctl.conf and sysctl.d, modprobe.d, and settings in scripts, YAML, Dockerfiles, Nix, Terraform and more. Give paths, text or root (a folder that is / of a system, checked as one configuration).",
  options: [...TARGET, "root", "applier", "languages", "rule"],
  paths: { root: "folder" },
  reads: { what: "any", help: "Files and folders." },
  text: "The text of one file.",
  needs: ["paths", "text", "root"],
  schema,
  knowledge: ({ files }, given) => [
    { measured: [`${files.length} ${files.length === 1 ? "file" : "files"} read as written.`], inferred: [VERDICTS] },
    aboutTarget(given, ["kernel"]),
    ...files.map(({ path, findings }): Part => {
      const open = findings.filter(({ kernel }) => kernel === "unknown");
      return { unknown: open.map(({ line, message }) => `${path}, line ${line}: what the kernel does with it is unknown (${message}).`) };
    }),
    given["root"] === undefined && files.length > 0 ? { ask: [ASK_HOST] } : {},
  ],
};
