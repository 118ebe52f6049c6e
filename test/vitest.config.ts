// Everything that needs neither VS Code nor a browser: unit, property and project tests.
import { defineConfig } from "vitest/config";

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: {
    root: new URL("..", import.meta.url).pathname,
    include: ["test/{unit,property,project}/**/*.test.ts"],
    globalSetup: "test/unit/scratch.ts",
    // They take turns with the suites in the browser and in VS Code, which wait more than they work.
    maxWorkers: 2,
    // Patience for a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // No test file changes a module: what one worker has loaded serves all of its files.
    isolate: false,
  },
});
