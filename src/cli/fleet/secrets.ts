// What must never be printed, and the text of others without it: a server may repeat what it was sent.

import { escapeHtml } from "../../core/language/index.ts";

export class Secrets {
  readonly #known = new Set<string>();

  /** Remembers a secret in the forms in which it may come back. */
  add(secret: string): void {
    if (secret === "") return;
    const json = JSON.stringify(secret).slice(1, -1);
    for (const form of [secret, encodeURIComponent(secret), json, escapeHtml(secret), ...withinBase64(secret)]) this.#known.add(form);
  }

  /** The longest first: one may be a part of another. */
  hide(text: string): string {
    return [...this.#known].sort((a, b) => b.length - a.length).reduce((left, secret) => left.replaceAll(secret, "(hidden)"), text);
  }
}

/** Letters of base64 too few to be told from others. */
const FEW = 8;

/** The letters that stand for it alone in base64 of a text that holds it: they depend on where among three bytes it begins. */
function withinBase64(secret: string): readonly string[] {
  const bytes = Buffer.byteLength(secret);
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.from("x".repeat(before) + secret).toString("base64");
    const own = text.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes) * 4) / 3));
    return own.length < FEW ? [] : [own];
  });
}
