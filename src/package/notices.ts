// The notices of what we ship and did not write.
import type { Bundled } from "./bundled.ts";

export function notices(product: string, packages: readonly Bundled[]): string {
  const head = `${product} contains code of the packages below, under their licences. Its own is in the file LICENSE.`;
  const parts = packages.map(({ name, version, licence, homepage, texts }) =>
    [`${name} ${version} (${licence})`, ...(homepage === undefined ? [] : [homepage]), "", texts.join("\n\n")].join("\n"),
  );
  return `${[head, ...parts].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}
