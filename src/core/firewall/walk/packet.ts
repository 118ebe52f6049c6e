// The packets that stand for a class of flows: what is known of them, and how tracking sees them with and without us.
import type { Hook } from "../model.ts";
import { ICMP, ICMPV6, TCP } from "../names.ts";

export type Role = "local" | "forwarded" | "own";
type CtState = "new" | "established" | "related" | "invalid" | "untracked";

/** One flow's packet as it is seen in one of the two worlds. */
export interface View {
  readonly state: CtState;
  /** TCP flags. */
  readonly flags?: number;
}

export interface PortRange {
  readonly low: number;
  readonly high: number;
}

export interface Packet {
  readonly family: "ip" | "ip6";
  readonly protocol: number;
  readonly source?: PortRange;
  readonly destination?: PortRange;
  readonly icmpType?: number;
  /** As the routing table says: an address of this host or not. */
  readonly sourceIsLocal: boolean;
  readonly destinationIsLocal: boolean;
  /** In order. */
  readonly hooks: readonly Hook[];
  /** As the rules stand. */
  readonly tracked: View;
  /** With the flow made untracked in the raw hooks, where that is the question. */
  readonly untracked: View;
  readonly kind: PacketKind;
  /** From this host to itself. */
  readonly loopback?: boolean;
}

/** `first` opens a flow, `later` follows in its direction, `reply` comes back, `error` is an ICMP error about it, `reset` what a rule answers that refuses it. */
export type PacketKind = "first" | "later" | "reply" | "error" | "reset";

const SYN = 2;
const RST = 4;
const ACK = 16;
const INBOUND: readonly Hook[] = ["prerouting", "input"];
const THROUGH: readonly Hook[] = ["prerouting", "forward", "postrouting"];
const OUTBOUND: readonly Hook[] = ["output", "postrouting"];
const LOOP: readonly Hook[] = ["output", "postrouting", "prerouting", "input"];

/** Ports that clients come from: net.ipv4.ip_local_port_range by default, and what others use. */
export const CLIENT: PortRange = { low: 32768, high: 60999 };

/** Errors that path MTU discovery and refused connections live on. Types of RFC 792 and RFC 4443. */
const ERRORS = { ip: [3, 11], ip6: [1, 2] } as const;

/** All packets whose fate decides whether a flow of the class would work untracked. */
export function packetsOf(family: "ip" | "ip6", protocol: number, port: number, role: Role): readonly Packet[] {
  const service: PortRange = { low: port, high: port };
  const there = role === "own" ? OUTBOUND : role === "local" ? INBOUND : THROUGH;
  const back = role === "own" ? INBOUND : role === "local" ? OUTBOUND : THROUGH;
  const flags = (bits: number): { readonly flags?: number } => (protocol === TCP ? { flags: bits } : {});
  const forth = {
    family,
    protocol,
    source: CLIENT,
    destination: service,
    sourceIsLocal: role === "own",
    destinationIsLocal: role === "local",
    hooks: there,
  };
  const reply = {
    family,
    protocol,
    source: service,
    destination: CLIENT,
    sourceIsLocal: role === "local",
    destinationIsLocal: role === "own",
    hooks: back,
  };
  const errors = ERRORS[family].map(
    (icmpType): Packet => ({
      family,
      protocol: family === "ip" ? ICMP : ICMPV6,
      icmpType,
      sourceIsLocal: false,
      destinationIsLocal: role !== "forwarded",
      hooks: role === "forwarded" ? THROUGH : INBOUND,
      tracked: { state: "related" },
      untracked: { state: "invalid" },
      kind: "error",
    }),
  );
  // What this host itself says of packets that it refuses.
  const [refusal] = ERRORS[family];
  const ownError: Packet = {
    ...(errors[0] as Packet),
    icmpType: refusal,
    sourceIsLocal: true,
    destinationIsLocal: false,
    hooks: OUTBOUND,
  };
  if (role !== "own") errors.push(ownError);
  const packets: Packet[] = [
    { ...forth, tracked: { state: "new", ...flags(SYN) }, untracked: { state: "untracked", ...flags(SYN) }, kind: "first" },
    {
      ...reply,
      tracked: { state: "established", ...flags(SYN | ACK) },
      untracked: { state: "untracked", ...flags(SYN | ACK) },
      kind: "reply",
    },
    ...errors,
  ];
  if (role === "local") {
    const loop = { sourceIsLocal: true, destinationIsLocal: true, hooks: LOOP, loopback: true };
    packets.push({ ...(packets[0] as Packet), ...loop }, { ...(packets[1] as Packet), ...loop });
  }
  // The later ones are held against the first: whoever let that in has let the flow in.
  if (protocol === TCP)
    packets.push({ ...forth, tracked: { state: "new", flags: SYN }, untracked: { state: "untracked", flags: ACK }, kind: "later" });
  return packets;
}

/**
 * Of a connection that a rule refuses. nf_conntrack_attach() gives it what the refused packet has, so that it is related; of an
 * untracked one it leaves a mark by which -j CT --notrack passes it over (xt_ct_target), and tracking finds it invalid.
 */
export function resetPacket(family: "ip" | "ip6", port: number, role: Role, state: "untracked" | "invalid"): Packet {
  const flags = RST | ACK;
  return {
    family,
    protocol: TCP,
    source: { low: port, high: port },
    destination: CLIENT,
    sourceIsLocal: role === "local",
    destinationIsLocal: false,
    hooks: OUTBOUND,
    tracked: { state: "related", flags },
    untracked: { state, flags },
    kind: "reset",
  };
}

/** The later packets as they are today: with the entry that the first one made. */
export function establishedPacket(packet: Packet): Packet {
  const flags = packet.protocol === TCP ? { flags: ACK } : {};
  return { ...packet, tracked: { state: "established", ...flags }, untracked: { state: "untracked", ...flags }, kind: "later" };
}
