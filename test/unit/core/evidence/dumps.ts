// Table dumps for tests: reading them, and lines to make them of.
import { createDumpReader } from "../../../../src/core/evidence/dump/reader.ts";
import type { DumpSummary } from "../../../../src/core/evidence/dump/summary.ts";

/** Reads a dump, in one piece or in pieces of so many bytes. */
export function readDump(text: string, pieceLength = Number.POSITIVE_INFINITY, values: Readonly<Record<string, number>> = {}): DumpSummary {
  const bytes = new TextEncoder().encode(text);
  const reader = createDumpReader();
  const length = Math.min(pieceLength, Math.max(1, bytes.length));
  const piece = new Uint8Array(length);
  for (let at = 0; at < bytes.length; at += length) {
    // One buffer for all pieces, as a program that reads a file has it.
    const part = bytes.subarray(at, at + length);
    piece.set(part);
    reader.push(piece.subarray(0, part.length));
  }
  return reader.end({ values });
}

export interface Entry {
  readonly state?: string;
  readonly left?: number;
  readonly from?: string;
  readonly to?: string;
  readonly port?: number;
  readonly unreplied?: boolean;
}

export function tcp({
  state = "ESTABLISHED",
  left = 100,
  from = "10.0.0.1",
  to = "10.0.0.2",
  port = 443,
  unreplied = false,
}: Entry = {}): string {
  const flag = unreplied ? "[UNREPLIED] " : "";
  const assured = unreplied ? "" : "[ASSURED] ";
  return `ipv4     2 tcp      6 ${left} ${state} src=${from} dst=${to} sport=40000 dport=${port} ${flag}src=${to} dst=${from} sport=${port} dport=40000 ${assured}mark=0 zone=0 use=2\n`;
}

export function udp({ left = 20, from = "10.0.0.1", to = "10.0.0.2", port = 53, unreplied = false }: Entry = {}): string {
  const flag = unreplied ? "[UNREPLIED] " : "";
  return `ipv4     2 udp      17 ${left} src=${from} dst=${to} sport=40000 dport=${port} ${flag}src=${to} dst=${from} sport=${port} dport=40000 mark=0 zone=0 use=2\n`;
}

export function times(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join("");
}
