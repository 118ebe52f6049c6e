// `ethtool -S`: counters of an interface, of which the cloud's allowances say something of connections (log/lookalikes.ts).

const HEAD = /^NIC statistics:$/;
const COUNTER = /^[\w.[\] ()-]{1,80}: {1,4}\d{1,20}$/;
const ALLOWANCE = /^(?:\w{2,20}_)?allowance_(?:exceeded|available): {1,9}\d{1,20}$/;

export class NicStatistics {
  #open = false;

  /** True for a line of them; those that are worth a word were taken before. */
  take(text: string): boolean {
    this.#open = HEAD.test(text) || (this.#open && COUNTER.test(text));
    return this.#open || ALLOWANCE.test(text);
  }
}
