// Files of the project, by their path from its root.
import { readFileSync } from "node:fs";

export const root = new URL("../../", import.meta.url);

export function read(path: string): string {
  return readFileSync(new URL(path, root), "utf8");
}
