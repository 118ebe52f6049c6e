// The browser suite: a real workbench a file, two of them side by side. Patience is for a busy machine: what is waited for is
// there at once elsewhere.
import { defineConfig } from "vitest/config";
import { isPseudo } from "../host/pseudo-letters.ts";

const PATIENCE = 90_000;

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/e2e/**/*.test.ts"],
    setupFiles: isPseudo ? ["test/pseudo/speak.ts"] : [],
    testTimeout: 2 * PATIENCE,
    hookTimeout: 2 * PATIENCE,
    expect: { poll: { timeout: PATIENCE, interval: 50 } },
    maxWorkers: 2,
  },
});
