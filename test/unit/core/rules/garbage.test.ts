// What judging a text leaves behind is collected young. Where something older refers to it, if only by a weak key, all of it stays
// until the engine looks at the whole memory, and each keystroke costs that.
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

const core = new URL("../../../../src/core/", import.meta.url).href;

/** In a process of its own, where nothing else makes garbage, and the collector does one thing at a time. */
const flags = ["--expose-gc", "--single-threaded-gc", "--no-incremental-marking", "--input-type=module"];

const script = (applier: string): string => `
const { DEFAULT_TARGET } = await import("${core}kernel/target.ts");
const { lint } = await import("${core}rules/engine/lint.ts");
const { parse } = await import("${core}sysctl/parse.ts");
const lines = ["max = 262144", "buckets = 65536", "tcp_timeout_established = 86400", "udp_timeout = 5", "udp_timeout = 30"];
const text = lines.map((line) => "# A comment\\nnet.netfilter.nf_conntrack_" + line + "\\n").join("");
const judge = () => {
  for (let count = 0; count < 500; count++) lint(parse(text + "# " + count), { target: DEFAULT_TARGET, applier: "${applier}" });
};
judge();
gc();
const before = process.memoryUsage().heapUsed;
judge();
// What is new is moved once before it counts as old.
gc({ type: "minor" });
gc({ type: "minor" });
console.log((process.memoryUsage().heapUsed - before) / 500);
`;

test.each(["systemd", "procps", "busybox"])("applied by %s, less than a kilobyte of each text stays", (applier) => {
  const bytes = Number(execFileSync(process.execPath, [...flags, "-e", script(applier)], { encoding: "utf8" }));
  expect(bytes).toBeLessThan(1000);
});
