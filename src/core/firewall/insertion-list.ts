// A list that grows in its middle: rules may be inserted before others, one by one, in files of a million.

/** More, and a chunk is halved. */
const CHUNK = 1024;

export class InsertionList<T> {
  private chunks: T[][] = [[]];
  private count = 0;

  get length(): number {
    return this.count;
  }

  /** Before the item with an index; at the end where there is none. */
  insert(item: T, index: number): void {
    this.count++;
    let at = 0;
    let left = index;
    for (; at < this.chunks.length - 1 && left > (this.chunks[at]?.length ?? 0); at++) left -= this.chunks[at]?.length ?? 0;
    const chunk = this.chunks[at] as T[];
    if (left >= chunk.length) chunk.push(item);
    else chunk.splice(left, 0, item);
    if (chunk.length > CHUNK) this.chunks.splice(at, 1, chunk.slice(0, CHUNK / 2), chunk.slice(CHUNK / 2));
  }

  push(item: T): void {
    this.count++;
    const last = this.chunks[this.chunks.length - 1] as T[];
    if (last.length < CHUNK) last.push(item);
    else this.chunks.push([item]);
  }

  toArray(): T[] {
    return this.chunks.flat();
  }
}
