// src/core/kernel/plan-keys.ts: of the keys that plans deal with, when they are there, may be written, and what they begin
// with; so that the calculator's page needs no words of the key tables.
import { allKeys } from "../core/language/index.ts";
import { BUCKETS_PATH, MAX_PATH, TIMEOUT_KEYS, timeoutPath } from "../core/plan/index.ts";
import type { Generated } from "./generated-file.ts";

export const planKeys: Generated = { path: "src/core/kernel/plan-keys.ts", text };

function text(): string {
  const wanted = new Set([MAX_PATH, BUCKETS_PATH, ...TIMEOUT_KEYS.map((key) => timeoutPath(key))]);
  const keys = allKeys().filter(({ path }) => wanted.has(path));
  const timelines = [...new Set(keys.flatMap((key) => [key.present, key.writable].map((timeline) => JSON.stringify(timeline))))];
  const shared = (timeline: unknown): string => `T${timelines.indexOf(JSON.stringify(timeline))}`;
  const entries = keys.map(
    ({ path, present, writable, default: initial }) =>
      `  ${JSON.stringify(path)}: { present: ${shared(present)}, writable: ${shared(writable)}, default: ${JSON.stringify(initial)} },\n`,
  );
  return `// biome-ignore-all format: written by npm run generate
// Of the keys that plans deal with, the timelines of keys/ and nothing else: written by npm run generate, and not by hand.
import type { KeyFact } from "./key-fact.ts";

export type KeyTimelines = Pick<KeyFact, "present" | "writable" | "default">;

${timelines.map((timeline, number) => `const T${number} = ${timeline};\n`).join("")}
/** By path below /proc/sys. */
export const PLAN_KEYS: Readonly<Record<string, KeyTimelines>> = {
${entries.join("")}};
`;
}
