// The public JSON: every schema is one, and what breaks it is found.
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { everyCommand } from "../../../src/cli/commands.ts";
import { PUBLIC_JSON, schemaPath } from "../../../src/generate/json-schemas.ts";
import { holdJson } from "./public-json.ts";

const SIZE = {
  version: 1,
  target: { kernel: "6.12", arch: "x86_64", hz: null, memory: null, cpus: null, pageSize: null },
  max: 1,
  buckets: { requested: null, actual: 512 },
  bytes: { perEntry: 256, entries: 4096, hashTable: 4096, total: 8192 },
  totalBand: { low: 8192, high: 8192 },
  chain: { mean: 0.004, insertLimit: { min: 50, max: 79 }, refusedShare: 0, heldOfMax: 1, usableEntries: 9000, reliableEntries: 1 },
  memoryShare: null,
  basis: [],
};

test("every command that prints JSON has a schema", async () => {
  const named = (await everyCommand()).filter(({ options }) =>
    options.some(({ name, choices }) => name === "format" && choices?.includes("json")),
  );
  expect(named.map(({ name }) => name).filter((name) => !(name in PUBLIC_JSON))).toEqual([]);
});

test.each(Object.keys(PUBLIC_JSON))("%s has a schema of draft 7 that lets fields be added", (name) => {
  const schema = JSON.parse(readFileSync(schemaPath(name), "utf8"));
  expect(new Ajv({ strict: true, allowUnionTypes: true }).validateSchema(schema)).toBe(true);
  expect(JSON.stringify(schema)).not.toContain('"additionalProperties":false');
});

test("a field too many, one too few and one of another type break it", () => {
  const hold = (data: object) => () => holdJson(["size", "--format", "json"], JSON.stringify(data));
  expect(hold(SIZE)).not.toThrow();
  expect(hold({ ...SIZE, more: 1 })).toThrow(/must NOT have additional properties/);
  expect(hold({ ...SIZE, bytes: { ...SIZE.bytes, more: 1 } })).toThrow(/must NOT have additional properties/);
  expect(hold({ ...SIZE, basis: undefined })).toThrow(/must have required property 'basis'/);
  expect(hold({ ...SIZE, max: "1" })).toThrow(/must be number/);
});
