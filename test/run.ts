// `npm test`: all suites, side by side where they do not need each other; what ran, what did not and why, and the closing line.
import { runScript } from "./host/failure.ts";
import { ensureServer } from "./host/install.ts";
import { close, inTurn, report, type Suite, script, seconds, tool, vitest } from "./host/suites.ts";

/** What the others stand on. */
const FIRST: readonly Suite[] = [
  { title: "Format and lint", run: () => tool("biome", "ci", "--error-on-warnings", ".") },
  { title: "Unused exports and files", run: () => tool("knip", "--config", "test/lint/knip.json", "--no-progress") },
  { title: "Regular expressions", run: () => tool("node", "test/lint/regex.ts") },
  { title: "Wording", run: () => tool("node", "test/lint/words.ts") },
  { title: "Types", run: () => tool("tsc", "-b") },
  { title: "Bundles", run: () => tool("node", "esbuild.mjs") },
];

/** Two rows of suites, one for each core that there is at least; they wait more than they work. */
const ROWS: readonly (readonly Suite[])[] = [
  [
    { title: "Grammar", run: () => tool("vscode-tmgrammar-test", "test/grammar/*") },
    { title: "Unit, property and project tests", run: () => vitest("test/vitest.config.ts") },
  ],
  [
    { title: "In the workbench: browser suite", run: () => vitest("test/e2e/vitest.config.ts") },
    { title: "In VS Code: Node host and web worker host", run: () => script("test/integration/run.ts") },
  ],
];

const NOT_RUN = [
  "test:desktop (VS Code from its vendor's site, for macOS and Windows too): runs in the project's CI",
  "test:pseudo (the pages, the suite in VS Code and the browser suite in a pseudo-language): npm run test:pseudo",
  "verify:editors (needs Neovim): npm run verify:editors",
  "verify:kernel (needs root on Linux with conntrack): npm run verify:kernel",
  "verify:live (needs root, conntrack, nftables and iproute2): npm run verify:live",
  "verify:host (needs root on Linux with conntrack and the programs): npm run verify:host",
  "verify:firewall (needs root, nftables and both backends of iptables): npm run verify:firewall",
  "verify:tracking (boots a virtual machine, which takes qemu and downloads): npm run verify:tracking",
  "verify:advice (boots virtual machines for hours): npm run verify:advice",
  "verify:fleet (needs Prometheus, its node_exporter and VictoriaMetrics): npm run verify:fleet",
  "verify:kernels (boots the kernels of distributions, which takes qemu and downloads): npm run verify:kernels",
  "fuzz (the same properties over 500,000 documents): npm run fuzz",
];

await runScript(async () => {
  // First, so that a download that cannot be had is known at once and not after the rest.
  await ensureServer();
  const since = performance.now();
  const counts = [...(await Promise.all(FIRST.map(report))), ...(await Promise.all(ROWS.map(inTurn))).flat()];
  process.stdout.write(`\nNot part of this run:\n${NOT_RUN.map((line) => `  - ${line}`).join("\n")}\n\n`);
  process.stdout.write(`All suites took ${seconds(since)} s.\n`);
  return close(counts);
});
