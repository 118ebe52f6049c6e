// Lists of texts and sets of outcomes that kernels and keys share: each kept once, and named by its number.
import { type KernelRecord, type KeyRecord, type Outcomes, packOutcomes, type Recordings } from "./record.ts";

export class Pool {
  readonly texts: (readonly string[])[] = [];
  readonly outcomes: Outcomes[] = [];
  readonly #numbers = new Map<string, number>();

  outcomesOf(texts: readonly string[], wrote: ReadonlyMap<number, "refused" | string>): number {
    const list = this.#number("texts", this.texts, texts);
    return this.#number("outcomes", this.outcomes, packOutcomes(texts, list, wrote));
  }

  /** A record of other recordings, with its numbers anew. */
  adopt(record: KernelRecord, from: Recordings): KernelRecord {
    const keys = (group: Readonly<Record<string, KeyRecord>>): Record<string, KeyRecord> =>
      Object.fromEntries(Object.entries(group).map(([path, key]) => [path, this.#adopted(key, from)]));
    return { ...record, initial: keys(record.initial), child: keys(record.child) };
  }

  #adopted(key: KeyRecord, from: Recordings): KeyRecord {
    const outcomes = key.outcomes === undefined ? undefined : from.outcomes[key.outcomes];
    if (!outcomes) return key;
    const list = this.#number("texts", this.texts, from.texts[outcomes.texts] ?? []);
    return { ...key, outcomes: this.#number("outcomes", this.outcomes, { ...outcomes, texts: list }) };
  }

  #number<T>(kind: string, list: T[], value: T): number {
    const id = `${kind} ${JSON.stringify(value)}`;
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    this.#numbers.set(id, list.length);
    return list.push(value) - 1;
  }
}
