// The targets of iptables: where a rule leads, and what it does to the packet.
import { byName } from "../../text/by-name.ts";

import type { Step } from "../model.ts";
import { numberOf } from "../names.ts";

/** Options of a target, by name, with the words behind each. */
type TargetOptions = ReadonlyMap<string, readonly string[]>;

type Read = (options: TargetOptions, text: string) => readonly Step[];

const verdict =
  (kind: "accept" | "drop" | "reject" | "return"): Read =>
  (_, text) => [{ kind: "verdict", verdict: { kind }, text }];

const note: Read = (_, text) => [{ kind: "note", text }];

/** The packet goes on to a program or a socket: as far as these rules go it is accepted. */
const handedOver = verdict("accept");

const nat =
  (kind: "dnat" | "snat" | "masquerade" | "redirect"): Read =>
  (_, text) => [{ kind: "nat", nat: kind, text }];

const mark: Read = (options, text) => {
  const [value, bits] = [options.get("--set-xmark") ?? options.get("--set-mark"), options.get("--or-mark")];
  if (value) {
    const [number, mask] = (value[0] ?? "").split("/").map(numberOf);
    if (number === undefined) return [{ kind: "set mark", text }];
    const cleared = mask ?? 0xffffffff;
    // --set-mark clears the bits of the value as well, --set-xmark those of the mask alone.
    const gone = options.has("--set-mark") ? (cleared | number) >>> 0 : cleared;
    return [{ kind: "set mark", keep: ~gone >>> 0, flip: number, text }];
  }
  const or = numberOf(bits?.[0] ?? "");
  if (or !== undefined) return [{ kind: "set mark", keep: ~or >>> 0, flip: or, text }];
  const and = numberOf(options.get("--and-mark")?.[0] ?? "");
  if (and !== undefined) return [{ kind: "set mark", keep: and, flip: 0, text }];
  const xor = numberOf(options.get("--xor-mark")?.[0] ?? "");
  return [xor === undefined ? { kind: "set mark", text } : { kind: "set mark", keep: 0xffffffff, flip: xor, text }];
};

const ct: Read = (options, text) => {
  if (options.has("--notrack")) return [{ kind: "notrack", text }];
  if (options.has("--helper")) return [{ kind: "ct", use: "helper", text }];
  if (options.has("--timeout")) return [{ kind: "ct", use: "timeout", text }];
  return [{ kind: "ct", use: [...options.keys()].some((name) => name.startsWith("--zone")) ? "zone" : "write", text }];
};

const connmark: Read = (options, text) => [{ kind: "ct", use: options.has("--restore-mark") ? "mark read" : "write", text }];

export const TARGETS = byName<Read>({
  ACCEPT: verdict("accept"),
  DROP: verdict("drop"),
  REJECT: verdict("reject"),
  RETURN: verdict("return"),
  QUEUE: handedOver,
  NFQUEUE: handedOver,
  TPROXY: (options, text) => [{ kind: "divert", to: "proxy", text }, ...handedOver(options, text)],
  TARPIT: verdict("drop"),
  STEAL: verdict("drop"),
  NOTRACK: (_, text) => [{ kind: "notrack", text }],
  CT: ct,
  DNAT: nat("dnat"),
  SNAT: nat("snat"),
  MASQUERADE: nat("masquerade"),
  REDIRECT: nat("redirect"),
  NETMAP: nat("dnat"),
  SAME: nat("snat"),
  MARK: mark,
  CONNMARK: connmark,
  CONNSECMARK: (_, text) => [{ kind: "ct", use: "write", text }],
  SYNPROXY: (_, text) => [{ kind: "synproxy", text }],
  FLOWOFFLOAD: (_, text) => [{ kind: "offload", text }],
  SET: (_, text) => [{ kind: "note", writes: true, text }],
  LOG: note,
  NFLOG: note,
  ULOG: note,
  AUDIT: note,
  TRACE: note,
  TEE: note,
  TCPMSS: note,
  TCPOPTSTRIP: note,
  CLASSIFY: note,
  CHECKSUM: note,
  DSCP: note,
  TOS: note,
  ECN: note,
  TTL: note,
  HL: note,
  SECMARK: note,
  IDLETIMER: note,
  LED: note,
  RATEEST: note,
  HMARK: (_, text) => [{ kind: "set mark", text }],
});
