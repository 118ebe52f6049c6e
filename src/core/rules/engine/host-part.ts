// What the rules of one file may know of the tree that it is a part of.
import type { HostConfiguration } from "../../boot/effective.ts";
import type { LineFate } from "../../boot/fates.ts";
import type { Setting } from "./context.ts";

export interface HostPart {
  readonly configuration: HostConfiguration;
  /** The file, links resolved, as the tree names it. */
  readonly home: string;
}

const indexes = new WeakMap<HostConfiguration, ReadonlyMap<string, readonly LineFate[]>>();

/** What became of the lines of the file. */
export function fatesIn({ configuration, home }: HostPart): readonly LineFate[] {
  let index = indexes.get(configuration);
  if (!index) {
    const byHome = new Map<string, LineFate[]>();
    for (const fate of configuration.lines) {
      const key = fate.file.real ?? fate.file.path;
      const known = byHome.get(key);
      if (known) known.push(fate);
      else byHome.set(key, [fate]);
    }
    index = byHome;
    indexes.set(configuration, index);
  }
  return index.get(home) ?? [];
}

/** What became of a setting of the file. */
export function fateOf({ line }: Setting, host: HostPart): LineFate | undefined {
  return fatesIn(host).find(({ statement }) => statement.line === line.number);
}

/** Whether no program gets to write the line: the kernel never sees it. */
export function neverWritten(setting: Setting, host: HostPart): boolean {
  const fate = fateOf(setting, host);
  if (!fate) return false;
  const { event } = fate;
  return event === undefined || event.result === "replaced" || event.result === "cancelled" || event.result === "excluded";
}

/** All that the rules of one file see of the tree, in one text: where it is the same, so are their findings. */
export function viewOf(host: HostPart): string {
  const { configuration } = host;
  const figures = ["net/netfilter/nf_conntrack_max", "net/netfilter/nf_conntrack_buckets"].map((path) => {
    const winner = configuration.settings.find((setting) => setting.path === path)?.line;
    return `${configuration.finalValue(path)} ${winner?.file.real === host.home || winner?.file.path === host.home ? winner.statement.line : winner !== undefined}`;
  });
  const lines = fatesIn(host).map(({ path, statement, fate, event }) => {
    const bound = event?.verdict?.cause?.kind === "order" ? event.verdict.cause.bound : "";
    return `${statement.line} ${path} ${fate} ${event?.result} ${bound}`;
  });
  return [...figures, ...lines].join("\n");
}
