// Which packages of others are in our bundles, by what the bundler says it put there.
import { readdirSync, readFileSync } from "node:fs";

export interface Bundled {
  readonly name: string;
  readonly version: string;
  /** SPDX, as the package says. */
  readonly licence: string;
  /** Text of its licence, and of its notice where it has one. */
  readonly texts: readonly string[];
  readonly homepage: string | undefined;
  /** SHA-512 of the package as the registry has it, in hexadecimal. */
  readonly sha512: string | undefined;
}

/** By output, its inputs with how much of each is in it: as esbuild's metafile has them, all paths from the project's root. */
export type Outputs = Readonly<Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>>;

/** Packages with any of their code in the named outputs, by name. `root` ends with a slash. Throws for one without a licence. */
export function bundledIn(root: string, outputs: Outputs, wanted: readonly string[]): readonly Bundled[] {
  const folders = new Set<string>();
  for (const output of wanted) {
    const inputs = outputs[output]?.inputs;
    if (!inputs) throw new Error(`${output} was not built`);
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  }
  const lock = JSON.parse(readFileSync(`${root}package-lock.json`, "utf8")) as Lock;
  return [...folders].map((folder) => describe(root, folder, lock)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly homepage?: string;
}

function describe(root: string, folder: string, lock: Lock): Bundled {
  const { name, version, license, homepage } = JSON.parse(readFileSync(`${root}${folder}/package.json`, "utf8")) as Manifest;
  const files = readdirSync(`${root}${folder}`).filter((file) => /^(?:licen[cs]e|copying|notice)(?:\.|$)/i.test(file));
  const texts = files.sort().map((file) => readFileSync(`${root}${folder}/${file}`, "utf8").replaceAll("\r\n", "\n").trim());
  if (license === undefined || texts.length === 0) throw new Error(`${name} ${version} comes without a licence: it cannot be shipped`);
  // Where node_modules is a link, the bundler says what it leads to.
  const integrity = lock.packages[folder.slice(folder.indexOf("node_modules/"))]?.integrity;
  const sha512 = integrity?.startsWith("sha512-") ? Buffer.from(integrity.slice("sha512-".length), "base64").toString("hex") : undefined;
  return { name, version, licence: license, texts, homepage, sha512 };
}
