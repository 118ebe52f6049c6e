// In place of the page's own load-painting.ts: modules are not loaded from files, so the part that paints is a plain script.
type Part = typeof import("../../webview/painting.ts");

const whole = globalThis as { conntrackPainting?: Part };
let loading: Promise<Part> | undefined;

/** At once where it is there; a script that could not be had is asked for again with the next drawing. */
export function withPainting(use: (part: Part) => void, failed: () => void): void {
  if (whole.conntrackPainting) use(whole.conntrackPainting);
  else loadPainting().then(use, failed);
}

const missing = (): Error => new Error("painting.js cannot be loaded");

export function loadPainting(): Promise<Part> {
  loading ??= new Promise<Part>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "painting.js";
    script.addEventListener("load", () => (whole.conntrackPainting ? resolve(whole.conntrackPainting) : reject(missing())));
    script.addEventListener("error", () => reject(missing()));
    document.head.append(script);
  }).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
