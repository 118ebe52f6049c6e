// node_exporter's lines may be those of many hosts, as Prometheus has them. Those of the first count.

const NAME = /^(?:node|container)_nf_conntrack_/;
const INSTANCE = /[{,] {0,2}(?:instance|node|nodename|host|hostname|pod|kubernetes_node)="([^"]{0,200})"/;

export class Exporter {
  #instance: string | undefined;

  /** Whether the line is of another host than those before. */
  isAnother(text: string): boolean {
    if (!NAME.test(text)) return false;
    const instance = INSTANCE.exec(text)?.[1] ?? "";
    this.#instance ??= instance;
    return instance !== this.#instance;
  }
}
