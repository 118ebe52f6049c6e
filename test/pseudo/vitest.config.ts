// The pages in the pseudo-language: `npm run test:pseudo`.
import { defineConfig } from "vitest/config";

const PATIENCE = 60_000;

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["test/pseudo/*.test.ts"],
    // Modules say their texts while they are loaded: the language is there before.
    setupFiles: ["test/pseudo/speak.ts"],
    testTimeout: 2 * PATIENCE,
    hookTimeout: 2 * PATIENCE,
    expect: { poll: { timeout: PATIENCE, interval: 50 } },
    maxWorkers: 1,
  },
});
