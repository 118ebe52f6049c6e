// Text of a view always goes in as text, made visible: what steers a terminal or reverses a line is shown instead of obeyed.
import { options } from "preact";
import { visibleLines } from "../src/core/language/index.ts";

/** Holds for all views made from now on: texts, and attributes of elements. */
export function makeTextsVisible(): void {
  const before = options.vnode;
  options.vnode = (node) => {
    // A text is a node without a type, whose properties are the text.
    const text = node as unknown as { type: unknown; props: unknown };
    if (text.type === null && typeof text.props === "string") text.props = visibleLines(text.props);
    else if (typeof node.type === "string") showAttributes(node.props as Record<string, unknown>);
    before?.(node);
  };
}

function showAttributes(attributes: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "string" && name !== "children") attributes[name] = visibleLines(value);
  }
}
