// The theme's colours for drawings, read from the editor's variables, and again when the theme changes.
import type { ChartColour } from "../src/core/plan/index.ts";

export interface Palette {
  readonly colour: (name: ChartColour) => string;
  /** Axis words. */
  readonly text: string;
  readonly lines: string;
  readonly background: string;
  readonly font: string;
  /** A colour for words on another one. */
  readonly on: (colour: string) => string;
  /** High contrast: areas are drawn fainter, edges stronger. */
  readonly highContrast: boolean;
}

/** Where a theme leaves a colour open, or has one that its background swallows: on dark ones, and on light ones. */
const FALLBACK: Readonly<Record<ChartColour, readonly [dark: string, light: string]>> = {
  blue: ["#59a4f9", "#0063d3"],
  green: ["#89d185", "#388a34"],
  orange: ["#e8912d", "#b85c00"],
  purple: ["#b180d7", "#652d90"],
  red: ["#f48771", "#c72e0f"],
  yellow: ["#cca700", "#8f6a00"],
  foreground: ["#cccccc", "#3b3b3b"],
};

/** What graphics need at least against what is beside them (WCAG 2.2, success criterion 1.4.11). */
const LEAST_CONTRAST = 3;

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string, fallback: string): string => style.getPropertyValue(`--vscode-${name}`).trim() || fallback;
  const text = read("foreground", "#808080");
  const background = lightness(read("editor-background", "#000000"), 0);
  const colour = (name: ChartColour): string => {
    const own = read(name === "foreground" ? name : `charts-${name}`, "");
    if (own !== "" && contrast(lightness(own, background), background) >= LEAST_CONTRAST) return own;
    const [dark, light] = FALLBACK[name];
    return background < 0.18 ? dark : light;
  };
  const colours = new Map((Object.keys(FALLBACK) as ChartColour[]).map((name) => [name, colour(name)]));
  return {
    colour: (name) => colours.get(name) ?? text,
    on: (under) => (contrast(lightness(under, background), 0) > contrast(lightness(under, background), 1) ? "#000000" : "#ffffff"),
    text,
    lines: read("charts-lines", "#80808080"),
    background: read("editor-background", "transparent"),
    font: read("font-family", "sans-serif"),
    highContrast: document.body.classList.contains("vscode-high-contrast") || matchMedia("(forced-colors: active)").matches,
  };
}

const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** Red, green, blue and alpha from 0 to 255. */
function channels(colour: string): readonly number[] {
  if (!probe) return [128, 128, 128, 255];
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = colour;
  probe.fillRect(0, 0, 1, 1);
  return [...probe.getImageData(0, 0, 1, 1).data];
}

/** Relative luminance (WCAG 2.2) of a colour in any notation, over a background of that luminance where it is thin. */
function lightness(colour: string, background: number): number {
  const [red = 0, green = 0, blue = 0, alpha = 0] = channels(colour);
  const linear = (part: number): number => (part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const own = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return own * (alpha / 255) + background * (1 - alpha / 255);
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** The editor puts a theme's colours into the style of the root, and its kind into the class of the body. */
export function onThemeChange(changed: () => void): void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style", "class"] });
  observer.observe(document.body, { attributes: true, attributeFilter: ["class", "data-vscode-theme-id"] });
  matchMedia("(forced-colors: active)").addEventListener("change", changed);
}

const thin = new Map<string, string>();

/** A colour with less strength, for areas; whatever notation the theme has used. */
export function faded(colour: string, share: number): string {
  const key = `${share} ${colour}`;
  let made = thin.get(key);
  if (made === undefined) {
    const [red, green, blue, alpha = 0] = channels(colour);
    made = `rgba(${red}, ${green}, ${blue}, ${((alpha / 255) * share).toFixed(3)})`;
    thin.set(key, made);
  }
  return made;
}
