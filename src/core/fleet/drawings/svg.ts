// Drawings as SVG that stands in a Markdown text: no line of it is empty, and its colours do on light and dark alike.
import { escapeHtml, visible } from "../../text/visible.ts";

export const SIZE = { width: 720, left: 130, right: 70, row: 22 } as const;
export const COLOURS = { line: "#2f80c3", median: "#8a8a8a", warning: "#d08a00", error: "#d04437" } as const;

const STYLE = 'font-family="sans-serif" font-size="12" fill="currentColor"';

export function drawing(title: string, height: number, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${SIZE.width}" height="${height}" viewBox="0 0 ${SIZE.width} ${height}" ${STYLE}>`,
    `<title>${svgText(title)}</title>`,
    ...parts,
    "</svg>",
  ].join("\n");
}

export function label(x: number, y: number, text: string, anchor: "start" | "middle" | "end" = "start"): string {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}">${svgText(text)}</text>`;
}

export function bar(x: number, y: number, width: number, height: number, colour: string): string {
  return `<rect x="${at(x)}" y="${at(y)}" width="${at(Math.max(0, width))}" height="${at(height)}" fill="${colour}"/>`;
}

export function straight(x1: number, y1: number, x2: number, y2: number, colour: string, dashed = false): string {
  const dash = dashed ? ' stroke-dasharray="4 3"' : "";
  return `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${colour}"${dash}/>`;
}

/** Broken where a point is not known. */
export function course(points: readonly (readonly [x: number, y: number] | undefined)[], colour: string): string {
  let path = "";
  let open = false;
  for (const point of points) {
    if (point) path += `${open ? "L" : "M"}${at(point[0])} ${at(point[1])}`;
    open = point !== undefined;
  }
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.5"/>`;
}

/** Cut to a length that fits beside a drawing. */
export function short(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function svgText(text: string): string {
  return escapeHtml(visible(text));
}

function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}
