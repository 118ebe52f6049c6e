// A store that is made up on the spot: answers each question about a host as Prometheus would, from what it is given.
export interface StoredHost {
  readonly pool: string;
  readonly host: string;
  /** Entries and time of the peak of each window. */
  readonly peaks: readonly { readonly entries: number; readonly at: number }[];
  readonly limit: number;
  readonly lost?: Readonly<Record<string, number>>;
  readonly release?: string;
  readonly memory?: number;
}

interface Tag {
  readonly question: string;
  readonly end: number;
  readonly window: number;
  readonly step: number;
  readonly by: string;
  readonly host: string;
}

/** The JSON of an answer; `query` is what a request asks. */
export function answerTo(query: string, hosts: Iterable<StoredHost>): string {
  if (query === "time()") return success("scalar", [1, "1795910400"]);
  const [, tagged = ""] = /"conntrack_planner", "([^"]+)"/.exec(query) ?? [];
  const [question = "hosts", end = "0", , window = "1", step = "1", by = "", host = ""] = tagged.split(";");
  const tag: Tag = { question, end: Number(end), window: Number(window), step: Number(step), by, host };
  const named = namedIn(query, tag.host);
  const result: object[] = [];
  for (const one of hosts) {
    if (named && !named.has(one.host)) continue;
    const values = valuesOf(tag, one);
    if (values === undefined) continue;
    const more = question === "kernel" ? { release: one.release ?? "6.12.41", machine: "x86_64" } : {};
    const metric = { [by]: one.pool, [host]: one.host, conntrack_planner: tagged, ...more };
    result.push(typeof values === "number" ? { metric, value: [tag.end, String(values)] } : { metric, values });
  }
  const isRange = question === "peaks" || question.endsWith("-when");
  return success(isRange ? "matrix" : "vector", result);
}

function success(resultType: string, result: unknown): string {
  return JSON.stringify({ status: "success", data: { resultType, result } });
}

/** The hosts that a query is about; undefined: all. */
function namedIn(query: string, label: string): ReadonlySet<string> | undefined {
  const [, list] = new RegExp(`${label}=~"([^"]*)"`).exec(query) ?? [];
  return list === undefined ? undefined : new Set(list.split("|").map((name) => name.replaceAll("\\\\", "").replaceAll("\\", "")));
}

function valuesOf({ question, end, window, step }: Tag, host: StoredHost): number | readonly unknown[] | undefined {
  const highest = Math.max(...host.peaks.map(({ entries }) => entries));
  switch (question) {
    case "now":
      return host.peaks.at(-1)?.entries;
    case "peaks":
      return host.peaks.map(({ entries, at }, index) => [
        end - (host.peaks.length - 1 - index) * window,
        String(entries * 65_536 + (end - at) / step),
      ]);
    case "hosts":
      return 8640;
    case "p50":
    case "p95":
    case "p99":
      return Math.round((highest * Number(question.slice(1))) / 100);
    case "limit":
      return host.limit;
    case "memory":
      return host.memory ?? 8_388_608_000;
    case "kernel":
      return end;
    case "cpus":
      return 4;
    case "limit-changes":
      return undefined;
    default:
      if (!question.endsWith("-when")) return host.lost?.[question];
      return host.lost?.[question.replace("-when", "")] ? [[end, String(host.lost[question.replace("-when", "")])]] : undefined;
  }
}
