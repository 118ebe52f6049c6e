// Network namespaces, as JSON.
import { byPressure, type NamespacePressure, type NamespacesReading, namespaceName, readCommand } from "../../core/diagnosis/index.ts";
import type { NamespaceJson, NamespacesJson } from "../json/namespaces.ts";
import { changesJson, statisticsJson } from "./host.ts";

export function namespacesJson(reading: NamespacesReading): NamespacesJson {
  const { max, unreadable, leftOut, hidden } = reading;
  return { max, namespaces: byPressure(reading).map(namespaceJson), unreadable, leftOut, hidden };
}

function namespaceJson({ namespace, share, lost, perSecond }: NamespacePressure): NamespaceJson {
  const { inode, mounts, container, process, processes, own, count, statistics, changes } = namespace;
  return {
    name: namespaceName(namespace),
    inode,
    mounts,
    container: container && { id: container.id, pod: container.pod },
    process: process && { pid: process.pid, name: process.name },
    processes,
    own,
    count,
    share,
    lost,
    lostPerSecond: perSecond,
    statistics: statistics && statisticsJson(statistics),
    changes: changes && changesJson(changes),
    command: process ? null : readCommand(namespace),
  };
}
