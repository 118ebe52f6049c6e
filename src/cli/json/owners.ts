// Who is behind the busiest addresses and services of a table, in the JSON of `live --table` and `diagnose`.

export interface OwnersJson {
  /** Addresses of network namespaces of this host. */
  readonly addresses: readonly OwnedAddressJson[];
  /** Services that a process of this host waits for. */
  readonly services: readonly OwnedServiceJson[];
  /** What was not found out; one sentence each. */
  readonly notes: readonly string[];
}

export interface OwnedAddressJson {
  readonly address: string;
  /** Of the namespace: "this namespace", a name, a container or a pod. */
  readonly name: string;
}

export interface OwnedServiceJson {
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
  readonly process: { readonly pid: number; readonly name: string };
  /** Of its namespace. */
  readonly name: string;
}
