// diagnose: why connections are dropped.
import schema from "../../cli/json/diagnose.schema.json" with { type: "json" };
import type { Tool } from "../tool.ts";

/** As the command prints it, as far as sentences are made of it. */
interface Diagnose {
  readonly causes: readonly { readonly title: string; readonly confidence: string; readonly evidence: readonly string[] }[];
  readonly known: readonly string[];
  readonly unknown: readonly string[];
  readonly next: readonly { readonly what: string; readonly command: string; readonly why: string }[];
  readonly evidence: { readonly foreign?: readonly string[] };
}

export const diagnose: Tool<Diagnose> = {
  name: "diagnose",
  title: "Diagnose dropped connections",
  description:
    "Explains why connections are dropped, from kernel logs (dmesg, journalctl), counters (conntrack -S, /proc/net/stat/nf_conntrack), sysctl output and table dumps, as files or as one text with everything. Returns causes with confidence, steps with risks, and what to read next.",
  options: ["root", "again"],
  paths: { root: "folder", again: "file" },
  reads: { what: "files", help: "Logs, counters and dumps; if there are two readings, the older one first." },
  text: "Output of the commands, one after the other.",
  needs: ["paths", "text"],
  schema,
  knowledge: ({ causes, known, unknown, next, evidence }) => [
    {
      measured: [...known, ...causes.filter(({ confidence }) => confidence === "certain").flatMap((cause) => cause.evidence)],
      inferred: causes.filter(({ confidence }) => confidence !== "certain").map(({ title, confidence }) => `${confidence}: ${title}`),
      unknown: [...unknown, ...(evidence.foreign ?? [])],
      ask: next.map(({ what, command, why }) => `${what}: ${command} (${why})`),
    },
  ],
};
