// The list of parts, as CycloneDX 1.5 has it. The same sources give the same bytes: its number derives from its content.
import { createHash } from "node:crypto";
import type { Bundled } from "./bundled.ts";

export interface Product {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** npm package, or extension. */
  readonly purl: string;
}

/** `time`: seconds since 1970. */
export function sbom(product: Product, packages: readonly Bundled[], time: number): string {
  const components = packages.map(({ name, version, licence, homepage, sha512 }) => ({
    type: "library",
    "bom-ref": purlOf(name, version),
    name,
    version,
    ...(sha512 === undefined ? {} : { hashes: [{ alg: "SHA-512", content: sha512 }] }),
    licenses: [{ license: { id: licence } }],
    purl: purlOf(name, version),
    ...(homepage === undefined ? {} : { externalReferences: [{ type: "website", url: homepage }] }),
  }));
  const { name, version, licence, purl } = product;
  const body = {
    metadata: {
      timestamp: new Date(time * 1000).toISOString().replace(".000Z", "Z"),
      component: { type: "application", "bom-ref": purl, name, version, licenses: [{ license: { id: licence } }], purl },
    },
    components,
    dependencies: [
      { ref: purl, dependsOn: components.map((component) => component.purl) },
      ...components.map((component) => ({ ref: component.purl })),
    ],
  };
  const serialNumber = `urn:uuid:${uuidOf(JSON.stringify(body))}`;
  return `${JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.5", serialNumber, version: 1, ...body }, null, 2)}\n`;
}

function purlOf(name: string, version: string): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

/** A name-based UUID, version 5 in form. */
function uuidOf(text: string): string {
  const bytes = createHash("sha1").update(text).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
