// Entry of the pages that are HTML alone (diagnosis, firewall): keeps what the page was made of, so that it is there again
// after a reload, and hands over what is typed into forms. Draws nothing.
import { readProblemMessage } from "../src/core/diagnosis/index.ts";

declare function acquireVsCodeApi(): { setState(state: unknown): void; postMessage(message: unknown): void };

const vscode = acquireVsCodeApi();
const kept = document.getElementById("page")?.dataset["source"];
if (kept) vscode.setState(JSON.parse(kept));

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.dataset["action"] === undefined) return;
  event.preventDefault();
  vscode.postMessage({ type: "form", action: Number(form.dataset["action"]), texts: Object.fromEntries(new FormData(form)) });
});

window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
  const problem = readProblemMessage(data);
  const said = problem && document.querySelector(`form[data-action="${problem.action}"] .problem`);
  if (said) said.textContent = problem.text;
});

// What was asked for is told by the verdict, which is read first.
if (document.getElementById("page")?.dataset["answered"] === "true") document.querySelector<HTMLElement>("h1")?.focus();
