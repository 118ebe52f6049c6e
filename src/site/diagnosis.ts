// Entry of the diagnosis on the site: a field for text, and below it the page as it is in the editor.
import "./theme.ts";
import { diagnoseText } from "./diagnosis-host.ts";
import { bytesOf } from "./evidence.ts";
import { chooseFile } from "./files.ts";
import "../../webview/diagnosis.ts";

const form = document.querySelector<HTMLFormElement>("#paste");
const text = document.querySelector<HTMLTextAreaElement>("#text");
const problem = document.getElementById("paste-problem");

function say(words: string): void {
  if (problem) problem.textContent = words;
}

async function diagnoseFile(): Promise<void> {
  const file = await chooseFile();
  if (file) say(diagnoseText(await bytesOf(file), file.name) ?? "");
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const pasted = text?.value ?? "";
  say(pasted.trim() === "" ? "Paste a text first." : (diagnoseText(new TextEncoder().encode(pasted), "the pasted text") ?? ""));
});
document.getElementById("choose")?.addEventListener("click", () => {
  diagnoseFile().catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
});
