// What kube-proxy does to conntrack keys, told from its configuration or its flags. Read in cmd/kube-proxy and
// pkg/proxy/conntrack of Kubernetes: all keys are set, or only ever raised, by version (pull requests 103174 of 2021,
// raised only; 120448 of 2023, set again; 142035 of 2026, max raised only).

import { MAX_PATH } from "../../kernel/table-keys.ts";
import type { Span } from "../../text/span.ts";
import { say } from "../../words/say.ts";
import { lineCounter } from "../appliers/statement.ts";
import type { Reading } from "../tree/port.ts";
import type { TreeFile } from "../tree/tree.ts";
import { KUBE_PROXY } from "./kube-proxy-figures.ts";
import { countOrSeconds, flagValue, type Place } from "./kube-proxy-words.ts";
import type { OtherSetting } from "./other-setting.ts";

interface Field {
  readonly names: readonly string[];
  readonly path: string;
  readonly effect: OtherSetting["effect"];
  /** Where the configuration leaves it out, or says null. */
  readonly byDefault: string | undefined;
}

const FIELDS: readonly Field[] = [
  { names: ["maxPerCore", "conntrack-max-per-core"], path: MAX_PATH, effect: "per-core", byDefault: String(KUBE_PROXY.maxPerCore) },
  { names: ["min", "conntrack-min"], path: MAX_PATH, effect: "at-least", byDefault: String(KUBE_PROXY.min) },
  {
    names: ["tcpEstablishedTimeout", "conntrack-tcp-timeout-established"],
    path: "net/netfilter/nf_conntrack_tcp_timeout_established",
    effect: "sets",
    byDefault: String(KUBE_PROXY.established),
  },
  {
    names: ["tcpCloseWaitTimeout", "conntrack-tcp-timeout-close-wait"],
    path: "net/netfilter/nf_conntrack_tcp_timeout_close_wait",
    effect: "sets",
    byDefault: String(KUBE_PROXY.closeWait),
  },
  {
    names: ["udpTimeout", "conntrack-udp-timeout"],
    path: "net/netfilter/nf_conntrack_udp_timeout",
    effect: "sets",
    byDefault: undefined,
  },
  {
    names: ["udpStreamTimeout", "conntrack-udp-timeout-stream"],
    path: "net/netfilter/nf_conntrack_udp_timeout_stream",
    effect: "sets",
    byDefault: undefined,
  },
  {
    names: ["tcpBeLiberal", "conntrack-tcp-be-liberal"],
    path: "net/netfilter/nf_conntrack_tcp_be_liberal",
    effect: "sets",
    byDefault: String(KUBE_PROXY.beLiberal),
  },
];

/** A KubeProxyConfiguration, wherever it stands in a text. */
export interface KubeProxyText {
  /** Where it says what it is. */
  readonly kind: Span;
  /** What stands below `conntrack`, by name. */
  readonly fields: ReadonlyMap<string, Place>;
}

/**
 * YAML or JSON to the configuration in it; undefined where there is none, or why it is not read. It stands on a parser that
 * is loaded when it is needed.
 */
export type KubeProxyReader = (text: string) => KubeProxyText | string | undefined;

/** Whether a file cannot be told without a reader. */
export function isKubeProxyConfiguration({ reading }: TreeFile): boolean {
  return reading.problem === undefined && reading.text.includes("KubeProxyConfiguration");
}

/** The minor version of Kubernetes by the images of kube-proxy that files name; undefined for none, or for several. */
export function kubeProxyMinor(files: readonly TreeFile[]): number | undefined {
  const minors = new Set<number>();
  for (const { reading } of files) {
    if (reading.problem !== undefined) continue;
    for (const [, minor] of reading.text.matchAll(/\bkube-proxy(?:-[a-z0-9]{1,12})?:v?1\.(\d{1,3})\b/g)) minors.add(Number(minor));
  }
  const [only] = minors;
  return minors.size === 1 ? only : undefined;
}

/** Where there is no reader. */
const withoutReader: KubeProxyReader = () => say("a kube-proxy configuration, but the reader for it is missing");

const parsed = new WeakMap<Reading, { readonly by: KubeProxyReader; readonly found: ReturnType<KubeProxyReader> }>();

/** A tree is judged at each keystroke in one of its files, and parsing takes long. */
function configurationIn(file: TreeFile, by: KubeProxyReader): ReturnType<KubeProxyReader> {
  const { reading } = file;
  if (reading.problem !== undefined || !isKubeProxyConfiguration(file)) return undefined;
  const known = parsed.get(reading);
  if (known?.by === by) return known.found;
  const found = by(reading.text);
  parsed.set(reading, { by, found });
  return found;
}

interface KubeProxyFile {
  readonly settings: readonly OtherSetting[];
  /** Why its configuration is not read. */
  readonly unread?: string;
}

/** No settings for a file that does not configure kube-proxy. */
export function readKubeProxy(file: TreeFile, reader = withoutReader): KubeProxyFile {
  const found = configurationIn(file, reader);
  if (typeof found !== "string") return { settings: settingsIn(file, found) };
  return { settings: settingsIn(file, undefined), unread: found };
}

function settingsIn(file: TreeFile, configuration: KubeProxyText | undefined): readonly OtherSetting[] {
  if (file.reading.problem !== undefined) return [];
  const { text } = file.reading;
  const flags = (/\bkube-proxy\b/.test(text) || file.path.endsWith("/kube-proxy")) && text.includes("conntrack-");
  if (!configuration && !flags) return [];
  const lineOf = lineCounter(text);
  const found = FIELDS.flatMap((field): readonly Omit<OtherSetting, "line">[] => {
    const place = configuration ? configuration.fields.get(field.names[0] ?? "") : flagValue(text, field.names[1] ?? "");
    const written = place && !/^(?:null|~|)$/.test(place.value) ? place : undefined;
    const value = written?.value ?? (configuration ? field.byDefault : undefined);
    const number = value === undefined ? undefined : value === "true" ? 1 : countOrSeconds(value);
    if (number === undefined || number === 0) return [];
    const at = written ?? configuration?.kind ?? { start: 0, end: 0 };
    return [{ source: "kube-proxy", path: field.path, value: String(number), effect: field.effect, file, start: at.start, end: at.end }];
  });
  // maxPerCore: 0 leaves the limit alone, whatever the minimum says.
  const scales = found.some(({ effect }) => effect === "per-core");
  return found
    .filter(({ path }) => path !== MAX_PATH || scales)
    .sort((a, b) => a.start - b.start)
    .map((setting) => ({ ...setting, line: lineOf(setting.start) }));
}
