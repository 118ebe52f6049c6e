// Entry of the diagnosis on the site: a field for text, and below it the page as it is in the editor.
import "./words.ts";
import "./offline.ts";
import "./theme.ts";
import { say } from "../core/words/index.ts";
import { showEvidence } from "./diagnosis-host.ts";
import { PASTED, readFile, readPasted } from "./evidence.ts";
import { chooseFile } from "./files.ts";
import { Told, tellIn, whyOf } from "./said.ts";
import "../../webview/diagnosis.ts";

const PROBLEM = "paste-problem";
const text = document.querySelector<HTMLTextAreaElement>("#text");

async function diagnosePasted(): Promise<void> {
  const pasted = text?.value ?? "";
  if (pasted.trim() === "") throw new Told(say("Paste some text first."));
  showEvidence(readPasted(pasted), PASTED);
}

async function diagnoseFile(): Promise<void> {
  const file = await chooseFile();
  if (file) showEvidence(await readFile(file), file.name);
}

function tried(work: Promise<void>): void {
  work.then(
    () => tellIn(PROBLEM, ""),
    (error: unknown) => tellIn(PROBLEM, whyOf(error)),
  );
}

document.getElementById("paste")?.addEventListener("submit", (event) => {
  event.preventDefault();
  tried(diagnosePasted());
});
document.getElementById("choose")?.addEventListener("click", () => tried(diagnoseFile()));
