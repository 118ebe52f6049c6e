// What a dump of the table holds by port, and so what untracking a port saves.
import { defaultFeatures, extensionBlock, slabObject } from "../kernel/entry-size.ts";
import { DEFAULT_TARGET } from "../kernel/target.ts";
import type { Role } from "./walk/packet.ts";

/** Of one port. */
export interface Savings {
  readonly entries: number;
  /** Of kernel memory, without the hash table. */
  readonly bytes: number;
  /** New entries a second; null where too few are in a state that tells. */
  readonly newPerSecond: number | null;
}

interface Count {
  entries: number;
  /** In TIME_WAIT, which nothing refreshes. */
  closing: number;
}

/** Fewer do not make a rate. */
const LEAST = 30;

/** Ports that are kept for later: those with the most entries. */
const MOST_KEPT = 1000;

/** nf_conntrack_tcp_timeout_time_wait where the dump does not show more. */
const TIME_WAIT = 120;

const PROTOCOLS = new Set(["tcp", "udp", "udplite", "sctp", "dccp"]);

interface Flow {
  readonly protocol: string;
  readonly port: string;
  readonly rewritten: boolean;
}

/** Undefined for a line that is no flow with ports. */
function flowOf(line: string): Flow | undefined {
  const words = line.split(" ");
  const protocol = words.find((word) => PROTOCOLS.has(word));
  const after = (name: string): readonly string[] => words.filter((word) => word.startsWith(name)).map((word) => word.slice(name.length));
  const [[source, replySource], [destination, replyDestination], [port]] = [after("src="), after("dst="), after("dport=")];
  if (protocol === undefined || port === undefined || replySource === undefined) return undefined;
  return { protocol, port, rewritten: source !== replyDestination || destination !== replySource };
}

/** Reads lines of /proc/net/nf_conntrack or of conntrack -L, one by one. */
export class PortCounts {
  readonly #counts = new Map<string, Count>();
  #longest = TIME_WAIT;

  line(line: string): void {
    if (line.length > 4096) return;
    const flow = flowOf(line);
    if (!flow) return;
    const key = `${flow.protocol} ${flow.port} ${flow.rewritten}`;
    const count = this.#counts.get(key) ?? { entries: 0, closing: 0 };
    count.entries++;
    if (line.includes("TIME_WAIT")) {
      count.closing++;
      this.#longest = Math.max(this.#longest, Number(/ (\d+) TIME_WAIT/.exec(line)?.[1] ?? 0));
    }
    this.#counts.set(key, count);
  }

  /** What was counted, to be kept as JSON and read again by `from`. */
  toJSON(): KeptCounts {
    const most = [...this.#counts].sort(([, a], [, b]) => b.entries - a.entries).slice(0, MOST_KEPT);
    return { longest: this.#longest, counts: most.map(([key, { entries, closing }]) => [key, entries, closing]) };
  }

  /** Undefined for what is no such thing. */
  static from(kept: unknown): PortCounts | undefined {
    const { longest, counts } = (kept ?? {}) as Partial<KeptCounts>;
    if (!isCount(longest) || !Array.isArray(counts)) return undefined;
    const made = new PortCounts();
    made.#longest = longest;
    for (const row of counts as readonly unknown[]) {
      const [key, entries, closing] = Array.isArray(row) ? (row as readonly unknown[]) : [];
      if (typeof key !== "string" || !isCount(entries) || !isCount(closing)) return undefined;
      made.#counts.set(key, { entries, closing });
    }
    return made;
  }

  /** Ports with entries, those with the most first, and the roles that these may have: where all are rewritten, they are forwarded. */
  get ports(): readonly { readonly protocol: string; readonly port: number; readonly entries: number; readonly roles: readonly Role[] }[] {
    const all = new Map<string, { protocol: string; port: number; entries: number; roles: readonly Role[] }>();
    for (const [key, { entries }] of this.#counts) {
      const [protocol = "", port, rewritten] = key.split(" ");
      const known = all.get(`${protocol} ${port}`) ?? { protocol, port: Number(port), entries: 0, roles: ["forwarded"] };
      known.entries += entries;
      if (rewritten === "false") known.roles = ["local", "forwarded", "own"];
      all.set(`${protocol} ${port}`, known);
    }
    return [...all.values()].sort((a, b) => b.entries - a.entries || a.port - b.port);
  }

  /**
   * A dump does not say which addresses are the host's. Flows whose addresses are rewritten count as forwarded; the
   * others for the first of the port's roles: local, forwarded, own.
   */
  savings(protocol: string, port: number, role: Role, roles: readonly Role[]): Savings {
    const plain = roles.includes("local") ? "local" : (roles[0] ?? role);
    const parts = [role === "forwarded" || roles.length === 1 ? true : undefined, role === plain ? false : undefined];
    let [entries, closing] = [0, 0];
    for (const rewritten of parts) {
      if (rewritten === undefined) continue;
      const count = this.#counts.get(`${protocol} ${port} ${rewritten}`);
      entries += count?.entries ?? 0;
      closing += count?.closing ?? 0;
    }
    return {
      entries,
      bytes: entries * bytesPerEntry(),
      newPerSecond: closing < LEAST ? null : Math.round((closing / this.#longest) * 10) / 10,
    };
  }
}

export interface KeptCounts {
  readonly longest: number;
  readonly counts: readonly (readonly [key: string, entries: number, closing: number])[];
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

function bytesPerEntry(): number {
  return slabObject(DEFAULT_TARGET) + extensionBlock(DEFAULT_TARGET, defaultFeatures(DEFAULT_TARGET));
}
