// Fetches the part of the page that paints with the first drawing, once the answer stands: most of what a page loads is that.
type Part = typeof import("./painting.ts");

let part: Part | undefined;

/** At once where it is there; `failed` where it cannot be had. */
export function withPainting(use: (part: Part) => void, failed: () => void): void {
  if (part) use(part);
  else loadPainting().then(use, failed);
}

export async function loadPainting(): Promise<Part> {
  part ??= await import("./painting.ts");
  return part;
}
