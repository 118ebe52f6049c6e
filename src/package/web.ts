// The extension for a browser's worker: one file, of which a module is evaluated when it is first asked for.
import type { BuildOptions } from "esbuild";
import { pastDoors } from "./doors.ts";

export const WEB = {
  entryPoints: ["src/extension-web.ts"],
  outfile: "dist/web/extension.js",
  platform: "browser",
  format: "cjs",
  external: ["vscode"],
  // A door would ask for all that is behind it.
  plugins: [pastDoors],
} satisfies BuildOptions;
