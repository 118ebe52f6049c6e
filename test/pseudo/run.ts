// `npm run test:pseudo`: the pages, the suite in both kinds of extension host and the browser suite, in the pseudo-language.
import { runScript } from "../host/failure.ts";
import { ensureServer } from "../host/install.ts";
import { close, inTurn, type Suite, script, vitest } from "../host/suites.ts";

const SUITES: readonly Suite[] = [
  { title: "Pages", run: () => vitest("test/pseudo/vitest.config.ts") },
  // How much it heard stands in its report.
  { title: "In VS Code: Node host and web worker host", told: true, run: () => script("test/integration/run.ts") },
  { title: "In the workbench: browser suite", run: () => vitest("test/e2e/vitest.config.ts") },
];

await runScript(async () => {
  await ensureServer();
  // What is started from here is in it.
  process.env["CONNTRACK_PLANNER_PSEUDO"] = "1";
  return close(await inTurn(SUITES));
});
