// The code cache with real files, V8's own code and a real folder: what is used, what is not, and what is left on the disk.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CodeCache } from "../../../src/code-cache/code-cache.ts";
import { makeTempFolder } from "../../host/temp.ts";

let temp: ReturnType<typeof makeTempFolder>;
let kept: string;
let inUse: string;
let entry: string;

beforeEach(() => {
  temp = makeTempFolder();
  kept = join(temp.path, "storage", "language.code");
  inUse = `${kept}.in-use`;
  entry = join(temp.path, "program", "entry.js");
  mkdirSync(join(temp.path, "program", "shared"), { recursive: true });
  writeFileSync(entry, 'const { twice } = require("./shared/part.js");\nexports.answer = () => twice(21);\n');
  writeFileSync(join(temp.path, "program", "shared", "part.js"), "exports.twice = (n) => n * 2;\n");
});

afterEach(() => temp.remove());

/** As in a new process: nothing is loaded, and then the program is, and runs. */
function start(): { readonly cache: CodeCache; readonly answer: number } {
  const require = createRequire(entry);
  for (const path of Object.keys(require.cache)) if (path.startsWith(temp.path)) delete require.cache[path];
  const cache = new CodeCache(kept);
  cache.load(entry);
  return { cache, answer: require(entry).answer() };
}

async function startAndKeep(): Promise<Buffer> {
  const { cache, answer } = start();
  expect(answer).toBe(42);
  await cache.keep();
  expect(existsSync(inUse)).toBe(false);
  return readFileSync(kept);
}

function seal(bytes: Buffer, engine: unknown = [process.versions, process.platform, process.arch]): Buffer {
  return Buffer.concat([createHash("sha256").update(JSON.stringify(engine)).update(bytes).digest(), bytes]);
}

test("what a start leaves is used by the next one, is out of reach meanwhile, and stays as it is", async () => {
  const bytes = await startAndKeep();
  const { cache, answer } = start();
  expect(answer).toBe(42);
  expect([existsSync(kept), readFileSync(inUse).equals(bytes)]).toEqual([false, true]);
  await cache.keep();
  expect([readFileSync(kept).equals(bytes), existsSync(inUse)]).toEqual([true, false]);
});

test("it holds all files of the program, each with the functions that have run", async () => {
  const pack: Map<string, { code: Buffer }> = deserialize((await startAndKeep()).subarray(32));
  expect([...pack.keys()].sort()).toEqual(["entry.js", join("shared", "part.js")]);
  for (const { code } of pack.values()) expect(code.length).toBeGreaterThan(100);
});

test("a damaged one is not used, wherever the damage is, and is replaced", async () => {
  const bytes = await startAndKeep();
  for (const place of [0, 31, 32, bytes.length >> 1, bytes.length - 1]) {
    const damaged = Buffer.from(bytes);
    damaged[place] = (damaged[place] ?? 0) ^ 1;
    writeFileSync(kept, damaged);
    const { cache, answer } = start();
    expect([answer, existsSync(kept), existsSync(inUse)]).toEqual([42, false, false]);
    await cache.keep();
    expect(readFileSync(kept).equals(damaged)).toBe(false);
  }
  for (const cut of [Buffer.alloc(0), bytes.subarray(0, 20), bytes.subarray(0, -1)]) {
    writeFileSync(kept, cut);
    expect([start().answer, existsSync(kept), existsSync(inUse)]).toEqual([42, false, false]);
  }
});

test("one of another engine is not used, and is replaced", async () => {
  const bytes = (await startAndKeep()).subarray(32);
  // A newer engine may serialize in a way that this one cannot read.
  for (const others of [bytes, Buffer.from([0xff, 0xf0, 0])]) {
    const sealed = seal(others, "another");
    writeFileSync(kept, sealed);
    const { cache, answer } = start();
    expect([answer, existsSync(kept), existsSync(inUse)]).toEqual([42, false, false]);
    writeFileSync(inUse, sealed);
    await cache.keep();
    expect([existsSync(kept), existsSync(inUse)]).toEqual([true, false]);
  }
});

test("a file that has changed runs as it is now, and the cache is made anew", async () => {
  const bytes = await startAndKeep();
  writeFileSync(join(temp.path, "program", "shared", "part.js"), "exports.twice = (n) => n * 3;\n");
  const { cache, answer } = start();
  expect(answer).toBe(63);
  await cache.keep();
  expect(readFileSync(kept).equals(bytes)).toBe(false);
  expect(start().answer).toBe(63);
});

test("what V8 refuses is made anew", async () => {
  const pack = deserialize((await startAndKeep()).subarray(32));
  const part = pack.get(join("shared", "part.js"));
  // V8 remembers the sources that it has seen, and then does not look at the code.
  writeFileSync(entry, `${readFileSync(entry, "utf8")}// Never seen before.\n`);
  const digest = createHash("sha256").update(readFileSync(entry)).digest("hex");
  const refused = seal(
    serialize(
      new Map([
        ["entry.js", { digest, code: Buffer.alloc(2000, 7) }],
        [join("shared", "part.js"), part],
      ]),
    ),
  );
  writeFileSync(kept, refused);
  const { cache, answer } = start();
  expect(answer).toBe(42);
  await cache.keep();
  expect([readFileSync(kept).equals(refused), existsSync(inUse)]).toEqual([false, false]);
});

test("one that was in use when a process ended is used by no other, nor made anew, until the program is another", async () => {
  await startAndKeep();
  start();
  const left = readFileSync(inUse);
  for (let round = 0; round < 2; round++) {
    const { cache, answer } = start();
    expect(answer).toBe(42);
    await cache.keep();
    expect([existsSync(kept), readFileSync(inUse).equals(left)]).toEqual([false, true]);
  }
  writeFileSync(entry, `${readFileSync(entry, "utf8")}// Another.\n`);
  await start().cache.keep();
  expect([existsSync(kept), existsSync(inUse)]).toEqual([true, false]);
});

test("of two processes at once, one uses it, and the other does without it and changes nothing", async () => {
  const bytes = await startAndKeep();
  const first = start();
  const second = start();
  expect([first.answer, second.answer]).toEqual([42, 42]);
  await second.cache.keep();
  expect(existsSync(kept)).toBe(false);
  first.cache.release();
  second.cache.release();
  expect([readFileSync(kept).equals(bytes), existsSync(inUse)]).toEqual([true, false]);
});

test("where nothing can be written, the program runs all the same", async () => {
  writeFileSync(join(temp.path, "storage"), "");
  const { cache, answer } = start();
  expect(answer).toBe(42);
  await cache.keep();
  rmSync(join(temp.path, "storage"));
});

test("a program that fails is not kept, and fails where it is asked for", async () => {
  writeFileSync(join(temp.path, "program", "shared", "part.js"), 'throw new Error("broken");\n');
  const cache = new CodeCache(kept);
  cache.load(entry);
  expect(() => createRequire(entry)(entry)).toThrow("broken");
  await cache.keep();
  expect(existsSync(kept)).toBe(false);
});

test("files of others are loaded as ever, and later files of the program too", () => {
  const other = join(temp.path, "other.js");
  writeFileSync(other, "exports.module = module.id;\n");
  writeFileSync(entry, `exports.other = require(${JSON.stringify(other)});\nexports.late = () => require("./shared/part.js");\n`);
  const usual = createRequire(entry).extensions[".js"];
  const cache = new CodeCache(kept);
  cache.load(entry);
  const require = createRequire(entry);
  expect(require.extensions[".js"]).toBe(usual);
  expect(require(entry).other.module).toBe(other);
  expect(require(entry).late().twice(4)).toBe(8);
});
