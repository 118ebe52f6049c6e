// The theme's colours for drawings, read from the editor's variables, and again when the theme changes.
import type { ChartColour } from "../src/core/index.ts";

export interface Palette {
  readonly colour: (name: ChartColour) => string;
  /** Axis words. */
  readonly text: string;
  readonly lines: string;
  readonly background: string;
  readonly font: string;
  /** High contrast: areas are drawn fainter, edges stronger. */
  readonly highContrast: boolean;
}

/** Where a theme leaves a colour open. */
const FALLBACK: Readonly<Record<ChartColour, string>> = {
  blue: "#3794ff",
  green: "#89d185",
  orange: "#d18616",
  purple: "#b180d7",
  red: "#f14c4c",
  yellow: "#cca700",
  foreground: "#808080",
};

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string, fallback: string): string => style.getPropertyValue(`--vscode-${name}`).trim() || fallback;
  const text = read("foreground", "#808080");
  return {
    colour: (name) => (name === "foreground" ? text : read(`charts-${name}`, FALLBACK[name])),
    text,
    lines: read("charts-lines", "#80808080"),
    background: read("editor-background", "transparent"),
    font: read("font-family", "sans-serif"),
    highContrast: document.body.classList.contains("vscode-high-contrast") || matchMedia("(forced-colors: active)").matches,
  };
}

/** The editor puts a theme's colours into the style of the root, and its kind into the class of the body. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style", "class"] });
  observer.observe(document.body, { attributes: true, attributeFilter: ["class", "data-vscode-theme-id"] });
  matchMedia("(forced-colors: active)").addEventListener("change", changed);
}

/** A colour with less strength, for areas; whatever notation the theme has used. */
export function faded(colour: string, share: number): string {
  return `color-mix(in srgb, ${colour} ${Math.round(share * 100)}%, transparent)`;
}
