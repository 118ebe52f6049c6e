// What is kept of a diagnosis, to be held against a later one: figures and ids, no line as it was read.
import type { Evidence } from "../../evidence/evidence.ts";
import type { HostIdentity } from "../../evidence/host.ts";
import { byPressure } from "../../evidence/namespaces/pressure.ts";
import { namespaceName } from "../../evidence/namespaces/words.ts";
import { lossesIn } from "../../evidence/statistics/losses.ts";
import type { Statistics } from "../../evidence/statistics/read.ts";
import { COUNT_PATH } from "../../kernel/table-keys.ts";
import { contextOf } from "../context.ts";
import type { Diagnosis } from "../diagnosis.ts";

export interface KeptReading {
  /** Undefined where no host was read. */
  readonly host: KeptHost | undefined;
  readonly severity: Diagnosis["severity"];
  readonly count: number | null;
  readonly max: number | null;
  /** By path below /proc/sys, without the count. */
  readonly settings: Readonly<Record<string, number>>;
  /** Since the namespace was made. */
  readonly statistics: Pick<Statistics, "cpus" | "total"> | null;
  /** Packets dropped, entries thrown out and inserts refused a second as it was read; null where it was read once. */
  readonly lostPerSecond: number | null;
  readonly causes: readonly KeptCause[];
  readonly namespaces: readonly KeptNamespace[];
}

export interface KeptHost extends HostIdentity {
  readonly kernel: string | null;
  /** Inode of the network namespace. */
  readonly namespace: string | null;
}

export interface KeptCause {
  readonly id: string;
  readonly title: string;
}

/** One of the others. */
interface KeptNamespace {
  readonly inode: string;
  readonly name: string;
  readonly count: number | null;
  /** Since it was made. */
  readonly lost: number;
}

export function keepReading(evidence: Evidence, { severity, causes }: Diagnosis): KeptReading {
  const { host, statistics, changes, namespaces } = evidence;
  const { values, count, max } = contextOf(evidence);
  const { [COUNT_PATH]: _, ...settings } = values;
  return {
    host: host && { ...(host.identity ?? UNKNOWN), kernel: host.kernel, namespace: host.namespace },
    severity,
    count: count ?? null,
    max: max ?? null,
    settings,
    statistics: statistics ? { cpus: statistics.cpus, total: statistics.total } : null,
    lostPerSecond: changes ? lossesIn((id) => changes[id]?.perSecond ?? 0) : null,
    causes: causes.map(({ id, title }) => ({ id, title })),
    namespaces: namespaces
      ? byPressure(namespaces).flatMap(({ namespace, lost }) =>
          namespace.own || namespace.inode === null || lost === null
            ? []
            : [{ inode: namespace.inode, name: namespaceName(namespace), count: namespace.count, lost }],
        )
      : [],
  };
}

const UNKNOWN: HostIdentity = { at: null, name: null, boot: null, uptime: null };
