// What kube-proxy is told to set: fields of its configuration, its flags, and variables of roles that are named after them.

import type { KubeProxyText } from "../boot/other-programs/kube-proxy.ts";
import { byName } from "../text/by-name.ts";
import { TOO_MUCH_STRUCTURE } from "../text/structure.ts";
import type { Collector } from "./collector.ts";
import { Source } from "./source.ts";
import { trimmed } from "./words.ts";
import { field, type MapNode, type Node, parseTree } from "./yaml/tree.ts";

const HOME = "net/netfilter/nf_conntrack_";

interface Field {
  readonly name: string;
  readonly flag: string;
  readonly path: string;
}

const FIELDS: readonly Field[] = [
  { name: "maxPerCore", flag: "max-per-core", path: `${HOME}max` },
  { name: "min", flag: "min", path: `${HOME}max` },
  { name: "tcpEstablishedTimeout", flag: "tcp-timeout-established", path: `${HOME}tcp_timeout_established` },
  { name: "tcpCloseWaitTimeout", flag: "tcp-timeout-close-wait", path: `${HOME}tcp_timeout_close_wait` },
  { name: "tcpBeLiberal", flag: "tcp-be-liberal", path: `${HOME}tcp_be_liberal` },
  { name: "udpTimeout", flag: "udp-timeout", path: `${HOME}udp_timeout` },
  { name: "udpStreamTimeout", flag: "udp-timeout-stream", path: `${HOME}udp_timeout_stream` },
];

/** A KubeProxyConfiguration. */
export function readKubeProxyMap(map: MapNode, collector: Collector): void {
  for (const [key, value] of conntrackFields(map)) {
    const known = FIELDS.find(({ name }) => name === key.text);
    if (known) put(known, key, value, collector);
  }
}

/** Names that only kube-proxy has. */
const ITS_OWN: ReadonlySet<string> = new Set(["maxPerCore", "tcpEstablishedTimeout", "tcpCloseWaitTimeout"]);

/** Whether a map is kube-proxy's configuration or a part of it, as values of charts have it. */
export function isKubeProxyMap(map: MapNode): boolean {
  const kind = field(map, "kind");
  if (kind?.kind === "text") return kind.source.text === KUBE_PROXY_KIND;
  const conntrack = field(map, "conntrack");
  return conntrack?.kind === "map" && conntrack.pairs.some(({ key }) => ITS_OWN.has(key.source.text));
}

/** What stands below `conntrack`, and is not null. */
function conntrackFields(map: MapNode): readonly (readonly [key: Source, value: Source])[] {
  const conntrack = field(map, "conntrack");
  const pairs = conntrack?.kind === "map" ? conntrack.pairs : [];
  return pairs.flatMap(({ key, value }) => (value?.kind === "text" && value.value !== null ? [[key.source, value.source] as const] : []));
}

export const KUBE_PROXY_KIND = "KubeProxyConfiguration";

/** The first configuration in a text of YAML or JSON, in a text within it too, as in a ConfigMap; or why it is not read. */
export function kubeProxyConfiguration(text: string): KubeProxyText | string | undefined {
  const found = inSource(Source.of(text), 0);
  if (!found) return undefined;
  if (found === "too-much") return TOO_MUCH_STRUCTURE;
  // A name in quotes begins with its quote.
  const fields = Array.from(found.fields, ([name, { start, ...rest }]) => {
    const from = /["']/.test(text.charAt(start - 1)) ? start - 1 : start;
    return [name, { ...rest, start: from }] as const;
  });
  return { ...found, fields: new Map(fields) };
}

/** A text in a text in a text: nobody goes deeper. */
const DEEPEST = 3;

type Found = KubeProxyText | "too-much" | undefined;

function inSource(source: Source, depth: number): Found {
  if (!source.text.includes(KUBE_PROXY_KIND)) return undefined;
  if (depth > DEEPEST) return "too-much";
  const nodes = parseTree(source);
  return typeof nodes === "object" ? first(nodes, depth) : nodes;
}

function first(nodes: readonly (Node | undefined)[], depth: number): Found {
  let tooMuch: "too-much" | undefined;
  for (const node of nodes) {
    const found = node && inNode(node, depth);
    if (found === "too-much") tooMuch = found;
    else if (found) return found;
  }
  return tooMuch;
}

function inNode(node: Node, depth: number): Found {
  if (node.kind === "text") return node.source.text.includes("\n") ? inSource(node.source, depth + 1) : undefined;
  if (node.kind === "list") return first(node.items, depth);
  const kind = field(node, "kind");
  if (kind?.kind === "text" && kind.source.text === KUBE_PROXY_KIND) {
    return { kind: kind.source.place(0, kind.source.text.length), fields: fieldsOf(node) };
  }
  return first(
    node.pairs.map(({ value }) => value),
    depth,
  );
}

function fieldsOf(map: MapNode): KubeProxyText["fields"] {
  const fields = conntrackFields(map).map(([key, value]) => {
    const { start } = key.place(0, key.text.length);
    return [key.text, { value: value.text.trim(), start, end: value.place(0, value.text.length).end }] as const;
  });
  return new Map(fields);
}

/** Variables of kOps, as flags. */
const KOPS = byName({ conntrackMaxPerCore: "max_per_core", conntrackMin: "min" });

/** kube_proxy_conntrack_max_per_core, as roles of Ansible have it, and conntrackMaxPerCore of kOps. */
export function readKubeProxyVariable(key: Source, value: Source, collector: Collector): boolean {
  const said = /^kube_?proxy_conntrack_(\w+)$/.exec(key.text)?.[1]?.replace(/^tcp_(established|close_wait)_timeout$/, "tcp_timeout_$1");
  const wanted = said ?? KOPS[key.text];
  const known = wanted === undefined ? undefined : FIELDS.find(({ flag }) => flag.replaceAll("-", "_") === wanted);
  if (known) put(known, key, value, collector);
  return known !== undefined;
}

const FLAG = /(?:--|[ "'=,])conntrack-([a-z-]{3,30})(?:=|[ \t]+)["']?/g;
const VALUE = /\{\{[^}\n]{0,200}\}\}|\$\{[^}\n]{0,200}\}|\$\w+|true|false|\d[\w.]*(?![\w.])/y;

/** Flags, wherever they stand; the programs around kube-proxy hand them on without dashes. Comments are passed over. */
export function readKubeProxyFlags(host: Source, collector: Collector): void {
  const { text } = host;
  let line = 0;
  let feed = text.indexOf("\n");
  for (const match of text.matchAll(FLAG)) {
    for (; feed >= 0 && feed < match.index; feed = text.indexOf("\n", line)) line = feed + 1;
    const [whole, name = ""] = match;
    const known = FIELDS.find(({ flag }) => flag === name);
    if (!known || isCommented(text, line, match.index)) continue;
    const keyAt = match.index + whole.indexOf("conntrack-");
    const valueAt = match.index + whole.length;
    VALUE.lastIndex = valueAt;
    const [value] = VALUE.exec(text) ?? [];
    if (value === undefined) continue;
    put(known, host.slice(keyAt, keyAt + "conntrack-".length + name.length), host.slice(valueAt, valueAt + value.length), collector);
  }
}

function isCommented(text: string, start: number, at: number): boolean {
  return /^[ \t]*(?:#|\/\/)/.test(text.slice(start, Math.min(at, start + 200)));
}

function put({ path }: Field, key: Source, value: Source, collector: Collector): void {
  const [start, end] = trimmed(value.text, 0, value.text.length);
  const text = value.text.slice(start, end);
  if (text === "" || text === "null" || text === "~") return;
  const computed = /[{}$<%`]/.test(text);
  collector.other({ how: "kube-proxy", path, value: text, computed, key: key.place(0, key.text.length), place: value.place(start, end) });
}
