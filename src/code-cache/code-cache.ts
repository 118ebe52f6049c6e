// What V8 made of our files is kept for the next start, which need not compile them anew: https://v8.dev/blog/code-caching
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, relative, sep } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { Script } from "node:vm";
import { type Compiled, digestOf, type Pack, seal, unseal } from "./pack.ts";
import { TrialFile } from "./trial-file.ts";

/** As Node.js itself begins a CommonJS module. */
const OPENING = "(function (exports, require, module, __filename, __dirname) { ";

interface Loaded {
  readonly script: Script;
  readonly digest: string;
}

export class CodeCache {
  private readonly file: TrialFile;
  private readonly loaded = new Map<string, Loaded>();
  private taken: Pack | undefined;
  private refused = false;

  constructor(path: string) {
    this.file = new TrialFile(path);
  }

  /** Loads a CommonJS file, and those below its folder that it requires: `require` finds them then. Where it fails, `require` tells why. */
  load(path: string): void {
    const bytes = this.file.take();
    this.taken = bytes && unseal(bytes);
    if (bytes && !this.taken) this.file.giveUp();
    const require = createRequire(path);
    const { extensions } = require;
    const usual = extensions[".js"];
    try {
      const folder = dirname(require.resolve(path));
      extensions[".js"] = (module, file) =>
        file.startsWith(folder + sep) ? this.run(module, file, relative(folder, file)) : usual(module, file);
      require(path);
    } catch {
      this.refused = true;
      this.loaded.clear();
    } finally {
      extensions[".js"] = usual;
    }
  }

  /** The process has outlived what it loaded: others may use it too. */
  release(): void {
    if (!this.taken) return;
    if (this.covers(this.taken) && !this.refused) this.file.giveBack();
    else this.file.giveUp();
    this.taken = undefined;
  }

  /** Writes what the next start needs, unless it is there, or in use, or has ended a process. */
  async keep(): Promise<void> {
    this.release();
    const left = this.file.inUse();
    const used = left && unseal(left);
    if (this.loaded.size === 0 || this.file.isThere() || (used && this.covers(used))) return;
    const pack = new Map<string, Compiled>();
    for (const [name, { script, digest }] of this.loaded) {
      pack.set(name, { digest, code: script.createCachedData() });
      await turn();
    }
    this.loaded.clear();
    await this.file.write(seal(pack));
  }

  private run(module: NodeJS.Module, file: string, name: string): void {
    const source = readFileSync(file);
    const digest = digestOf(source);
    const known = this.taken?.get(name);
    const options = { filename: file, columnOffset: -OPENING.length };
    const script = new Script(
      `${OPENING}${source}\n})`,
      known?.digest === digest ? { ...options, cachedData: Buffer.from(known.code) } : options,
    );
    this.loaded.set(name, { script, digest });
    this.refused ||= script.cachedDataRejected === true;
    script.runInThisContext().call(module.exports, module.exports, createRequire(file), module, file, dirname(file));
  }

  private covers(pack: Pack): boolean {
    return [...this.loaded].every(([name, { digest }]) => pack.get(name)?.digest === digest);
  }
}
