// Everything that needs neither VS Code nor a browser: unit, property and project tests.
import { defineConfig } from "vitest/config";

// biome-ignore lint/style/noDefaultExport: vitest reads the default export
export default defineConfig({
  test: { root: new URL("..", import.meta.url).pathname, include: ["test/{unit,property,project}/**/*.test.ts"], testTimeout: 60_000 },
});
