// Which container or pod a process belongs to, by the paths of its control groups (/proc/PID/cgroup).

export interface Container {
  /** 64 hexadecimal digits, or the name that its program gave it. */
  readonly id: string;
  /** The pod's UID, with hyphens; null outside of Kubernetes. */
  readonly pod: string | null;
}

/** Runtimes put it last: docker-ID.scope, cri-containerd-ID.scope, crio-ID.scope, libpod-ID.scope, or ID alone. */
const ID = /(?:^|[/:-])([0-9a-f]{64})(?:\.scope)?(?=\/|$)/g;
/** kubepods/burstable/podUID, or kubepods-burstable-podUID.slice with underscores. */
const POD = /\bkubepods\b.{0,80}?[/-]pod([0-9a-f]{8}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{4}[-_][0-9a-f]{12}|[0-9a-f]{32})\b/;
/** LXC and LXD, and machines of systemd-nspawn. */
const NAMED = /\/lxc(?:\.payload\.|\/)([^/\s]{1,64})|\/machine-([^/\s]{1,64})\.scope/;

/** Null where no path is one of a container: of a service, or a login. */
export function containerOf(cgroup: string): Container | null {
  for (const line of cgroup.split("\n")) {
    const path = line.slice(line.indexOf(":", line.indexOf(":") + 1) + 1);
    const id = [...path.matchAll(ID)].at(-1)?.[1];
    const pod = POD.exec(path)?.[1]?.replaceAll("_", "-") ?? null;
    if (id !== undefined) return { id, pod };
    const [, lxc, machine] = NAMED.exec(path) ?? [];
    const name = lxc ?? machine;
    if (name !== undefined) return { id: name, pod: null };
  }
  return null;
}
