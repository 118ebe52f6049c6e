// Files and the clipboard, as far as a page may: what is saved is downloaded, what is opened was chosen.
import { sysctlLines } from "../core/plan/index.ts";
import { say } from "../core/words/index.ts";
import { Told } from "./said.ts";

/** Where a setting takes effect at each boot. */
const SETTINGS_FILE = "90-conntrack.conf";

export function download(name: string, content: string | Uint8Array): void {
  const address = URL.createObjectURL(new Blob([content as BlobPart], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Not before the browser has begun to read.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Says what was done, and what is left to do. */
export function downloadSettings(settings: Parameters<typeof sysctlLines>[0]): string {
  download(SETTINGS_FILE, sysctlLines(settings));
  return say("Downloaded {name}. Put it in /etc/sysctl.d, then run sysctl --system as root.", { name: SETTINGS_FILE });
}

/** Undefined where the person left. */
export function chooseFile(accept = ""): Promise<File | undefined> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.addEventListener("change", () => resolve(input.files?.[0]));
    input.addEventListener("cancel", () => resolve(undefined));
    input.click();
  });
}

/** Throws Told where the browser does not let the page write to the clipboard. */
export async function copyText(text: string): Promise<void> {
  // Pages that come over plain HTTP have no clipboard.
  if (!navigator.clipboard)
    throw new Told(say("This browser allows copying only on pages loaded over HTTPS or from a file. Select the text and copy it."));
  await navigator.clipboard.writeText(text);
}
