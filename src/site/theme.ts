// What an editor says of its theme in the class of the body, from what the reader's system prefers. Colours are in themes.css.
const dark = matchMedia("(prefers-color-scheme: dark)");
const contrast = matchMedia("(prefers-contrast: more)");
const forced = matchMedia("(forced-colors: active)");

function kind(): string {
  const high = contrast.matches || forced.matches;
  if (high) return dark.matches ? "vscode-high-contrast" : "vscode-high-contrast-light";
  return dark.matches ? "vscode-dark" : "vscode-light";
}

function follow(): void {
  document.body.className = kind();
}

for (const query of [dark, contrast, forced]) query.addEventListener("change", follow);
follow();
