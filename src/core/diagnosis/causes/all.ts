// Every cause that is looked for. A new one is a record in cause-words.ts, a file here, and a line in this list.
import type { FindCause } from "../context.ts";
import { finWait, halfClosed } from "./closing.ts";
import { icmpScan, udpStreams } from "./datagrams.ts";
import { deadDestination } from "./dead-destination.ts";
import { expectTableFull } from "./expectations.ts";
import { fewClients } from "./few-clients.ts";
import { idleEstablished } from "./idle.ts";
import { hashTooSmall, insertRace, insertsRefused, natPortsExhausted } from "./inserts.ts";
import { invalidPackets } from "./invalid-packets.ts";
import { limitLowered } from "./limit-lowered.ts";
import { maxTooLow } from "./max.ts";
import { settingNotApplied } from "./not-applied.ts";
import { notConntrack } from "./not-conntrack.ts";
import { otherNamespace } from "./other-namespace.ts";
import { pickedUp } from "./picked-up.ts";
import { reflection } from "./reflection.ts";
import { synFlood } from "./syn-flood.ts";
import { timeWait } from "./time-wait.ts";
import { udpAnswered } from "./udp-answered.ts";
import { uncollected } from "./uncollected.ts";
import { fewSources, manySources } from "./unreplied.ts";

export const CAUSES: readonly FindCause[] = [
  synFlood,
  reflection,
  icmpScan,
  pickedUp,
  deadDestination,
  fewSources,
  manySources,
  timeWait,
  finWait,
  halfClosed,
  udpStreams,
  udpAnswered,
  idleEstablished,
  uncollected,
  fewClients,
  hashTooSmall,
  insertRace,
  natPortsExhausted,
  insertsRefused,
  otherNamespace,
  settingNotApplied,
  limitLowered,
  maxTooLow,
  notConntrack,
  expectTableFull,
  invalidPackets,
];
