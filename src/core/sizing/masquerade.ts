// What masquerade adds to a table, which gives every entry a block more, where nobody has said whether the host does it.
import { defaultFeatures, type Feature } from "../kernel/entry-size.ts";
import { type Size, type SizeRequest, size } from "./size.ts";

/** The same table on a host that masquerades; undefined where the request says what entries carry, or where they cost no more. */
export function withMasquerade(request: SizeRequest, { bytes }: Pick<Size, "bytes">): Size | undefined {
  if (request.features !== undefined) return undefined;
  const sized = size({ ...request, features: [...new Set<Feature>([...defaultFeatures(request.target), "nat"])] });
  return "error" in sized || sized.bytes.total <= bytes.total ? undefined : sized;
}
