// Entry of the pages that are HTML alone (diagnosis, firewall): keeps what the page was made of, so that it is there again after a reload. Draws nothing.

declare function acquireVsCodeApi(): { setState(state: unknown): void };

const kept = document.getElementById("page")?.dataset["source"];
if (kept) acquireVsCodeApi().setState(JSON.parse(kept));
