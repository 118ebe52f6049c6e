// What must never be printed, and the text of others without it: a server may repeat what it was sent.

export class Secrets {
  readonly #known = new Set<string>();

  /** Remembers a secret in the forms in which it may come back. */
  add(secret: string): void {
    if (secret === "") return;
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64"), JSON.stringify(secret).slice(1, -1)])
      this.#known.add(form);
  }

  /** The longest first: one may be a part of another. */
  hide(text: string): string {
    return [...this.#known].sort((a, b) => b.length - a.length).reduce((left, secret) => left.replaceAll(secret, "(hidden)"), text);
  }
}
