// Reads one line of a table, as bytes: /proc/net/nf_conntrack, /proc/net/ip_conntrack, conntrack -L with any options.
// One pass, nothing allocated. Knows the shape of a line, not what is done with it.
import { readIpv6 } from "./address.ts";
import { Names } from "./names.ts";
import { NatAddresses } from "./nat-addresses.ts";
import { WrittenAddresses } from "./written.ts";

// Characters by their codes: the bundler puts the numbers in place.
const LINE_FEED = 10;
const BLANK = 32;
const DASH = 45;
const DOT = 46;
const ZERO = 48;
const COLON = 58;
const EQUALS = 61;
const UPPER_A = 65;
const UPPER_H = 72;
const UPPER_O = 79;
const UPPER_U = 85;
const UPPER_Z = 90;
const BRACKET = 91;
const LOWER_A = 97;
const LOWER_C = 99;
const LOWER_D = 100;
const LOWER_E = 101;
const LOWER_G = 103;
const LOWER_I = 105;
const LOWER_K = 107;
const LOWER_M = 109;
const LOWER_N = 110;
const LOWER_O = 111;
const LOWER_P = 112;
const LOWER_R = 114;
const LOWER_S = 115;
const LOWER_T = 116;
const LOWER_V = 118;
const LOWER_Z = 122;

/** Why a line is no entry. */
export type Problem = "no protocol" | "no addresses" | "no reply" | "too many kinds";

/** What a line says: one object, written again by each line, meaningless where `problem` is set. */
export class LineReader {
  readonly protocols = new Names();
  readonly states = new Names();
  readonly written = new WrittenAddresses();
  natAddresses = new NatAddresses();
  problem: Problem | undefined = undefined;
  protocol = 0;
  protocolNumber = 0;
  /** -1 where the protocol has no states, or none is printed, as for offloaded flows. */
  state = -1;
  /** Seconds; -1 where none are printed. */
  remaining = -1;
  ipv6 = false;
  /** Addresses that are no numbers are those of `written`: the first word is the number there. */
  sourceWritten = false;
  destinationWritten = false;
  readonly source = new Int32Array(4);
  readonly destination = new Int32Array(4);
  /** Of the destination; -1 where the protocol has no ports. */
  port = -1;
  /** Of the source; -1 likewise. */
  sourcePort = -1;
  unreplied = false;
  assured = false;
  offloaded = false;
  /** Whether answers go to another address than the source has: its address is translated. */
  sourceNat = false;
  /** Whether answers come from another address than was asked; looked at where there are none yet. */
  destinationNat = false;
  mark = 0;
  /** -1 where none is printed. */
  zone = -1;

  #at = 0;
  /** Where the source address stands. */
  #sourceFrom = 0;
  #sourceTo = 0;
  /** And the destination. */
  #destinationFrom = 0;
  #destinationTo = 0;
  /** Whether the last address was no number. */
  #written = false;

  /** Reads the line at `from`; there must be a line feed. Returns the place after it. */
  read(bytes: Uint8Array, from: number): number {
    this.problem = undefined;
    this.#at = from;
    if (!this.#readHead(bytes) || !this.#readAddresses(bytes)) return bytes.indexOf(LINE_FEED, this.#at) + 1;
    this.#readPorts(bytes);
    return this.#readRest(bytes);
  }

  /** `ipv4     2 tcp      6 117 TIME_WAIT `, up to `src=`. */
  #readHead(bytes: Uint8Array): boolean {
    let at = skipBlanks(bytes, this.#at);
    if (bytes[at] === LOWER_I && bytes[at + 1] === LOWER_P && bytes[at + 2] === LOWER_V) {
      at = skipBlanks(bytes, endOfWord(bytes, at));
      at = skipBlanks(bytes, endOfWord(bytes, at));
    }
    const nameEnd = endOfWord(bytes, at);
    const digits = skipBlanks(bytes, nameEnd);
    if (!isDigit(bytes[digits] as number)) return this.#fail("no protocol", nameEnd);
    const name = at;
    this.protocolNumber = this.#number(bytes, digits) & 255;
    at = skipBlanks(bytes, this.#at);
    let remaining = -1;
    if (isDigit(bytes[at] as number)) {
      remaining = this.#number(bytes, at);
      at = skipBlanks(bytes, this.#at);
    }
    const stated = at;
    let stateEnd = at;
    const first = bytes[at] as number;
    if (first >= UPPER_A && first <= UPPER_Z) {
      stateEnd = endOfWord(bytes, at);
      at = skipBlanks(bytes, stateEnd);
    }
    // GRE and unknown protocols show timeouts of their own here: "timeout=600, stream_timeout=180".
    while (!isSource(bytes, at)) {
      if (bytes[at] === LINE_FEED) return this.#fail("no addresses", at);
      at = skipBlanks(bytes, endOfWord(bytes, at));
    }
    // Names are taken of entries alone: those of other lines would use up the room for them.
    const protocol = this.protocols.idOf(bytes, name, nameEnd);
    const state = stateEnd > stated ? this.states.idOf(bytes, stated, stateEnd) : -1;
    if (protocol < 0 || (state < 0 && stateEnd > stated)) return this.#fail("too many kinds", at);
    this.protocol = protocol;
    this.remaining = remaining;
    this.state = state;
    this.#at = at;
    return true;
  }

  /** `src=10.0.0.1 dst=10.0.0.2`, of the original direction. */
  #readAddresses(bytes: Uint8Array): boolean {
    this.#sourceFrom = this.#at + 4;
    let at = this.#address(bytes, this.#sourceFrom, this.source);
    this.#sourceTo = at;
    this.sourceWritten = this.#written;
    const ipv6 = this.ipv6;
    if (at < 0) return this.#fail("no addresses", this.#at);
    at = skipBlanks(bytes, at);
    if (!isDestination(bytes, at)) return this.#fail("no addresses", at);
    const end = this.#address(bytes, at + 4, this.destination);
    this.#destinationFrom = at + 4;
    this.#destinationTo = end;
    this.destinationWritten = this.#written;
    // What is masked has no family of its own.
    if (ipv6) this.ipv6 = true;
    if (end < 0) return this.#fail("no addresses", at);
    this.#at = end;
    return true;
  }

  /** ` sport=40000 dport=443`, where there are ports. */
  #readPorts(bytes: Uint8Array): void {
    const end = this.#at;
    this.port = -1;
    this.sourcePort = -1;
    if (bytes[end] !== LINE_FEED && bytes[end + 1] === LOWER_S && isPort(bytes, end + 2)) {
      this.sourcePort = this.#number(bytes, end + 7);
      const at = endOfWord(bytes, this.#at);
      this.#at = at;
      if (bytes[at] !== LINE_FEED && bytes[at + 1] === LOWER_D && isPort(bytes, at + 2)) this.port = this.#number(bytes, at + 7);
    }
  }

  /** Counters, flags, the reply's addresses, mark, zone and whatever else there is, up to the line feed. */
  #readRest(bytes: Uint8Array): number {
    let replied = false;
    this.unreplied = false;
    this.assured = false;
    this.offloaded = false;
    this.sourceNat = false;
    this.destinationNat = false;
    this.mark = 0;
    this.zone = -1;
    let at = this.#at;
    let byte = bytes[at] as number;
    while (byte !== LINE_FEED) {
      byte = bytes[++at] as number;
      if (byte === LOWER_S) {
        if (isSource(bytes, at)) {
          replied = true;
          at = this.#readReply(bytes, at + 4);
          byte = bytes[at] as number;
        }
      } else if (byte === BRACKET) {
        const flag = bytes[at + 1];
        if (flag === UPPER_A) this.assured = true;
        else if (flag === UPPER_U) this.unreplied = true;
        else if (flag === UPPER_O || flag === UPPER_H) this.offloaded = true;
      } else if (byte === LOWER_M) {
        if (isMark(bytes, at)) this.mark = this.#number(bytes, at + 5);
      } else if (byte === LOWER_Z) {
        // zone=, or zone-orig= where the two directions differ.
        if (isZone(bytes, at)) {
          if (bytes[at + 4] === EQUALS) this.zone = this.#number(bytes, at + 5);
          else if (isOriginal(bytes, at + 4)) this.zone = this.#number(bytes, at + 10);
        }
      }
      while (byte > BLANK) byte = bytes[++at] as number;
    }
    if (!replied) this.problem = "no reply";
    return at + 1;
  }

  /** The addresses of the reply, `10.0.0.2 dst=10.0.0.1`, against those that were asked. Returns a place before their end, or there. */
  #readReply(bytes: Uint8Array, from: number): number {
    let at = sameUpTo(bytes, from, this.#destinationFrom, this.#destinationTo);
    if (this.unreplied) this.destinationNat = at - from < this.#destinationTo - this.#destinationFrom || (bytes[at] as number) > BLANK;
    at = endOfWord(bytes, at);
    if (bytes[at] === LINE_FEED || !isDestination(bytes, at + 1)) return at;
    const answered = at + 5;
    at = sameUpTo(bytes, answered, this.#sourceFrom, this.#sourceTo);
    this.sourceNat = at - answered < this.#sourceTo - this.#sourceFrom || (bytes[at] as number) > BLANK;
    if (this.sourceNat) this.natAddresses.note(bytes, answered);
    return at;
  }

  /** Reads an address into `words`; returns where it ends, or -1. */
  #address(bytes: Uint8Array, from: number, words: Int32Array): number {
    let at = from;
    let word = 0;
    let octet = 0;
    let dots = 0;
    let start = from;
    for (;;) {
      const byte = bytes[at] as number;
      if (byte >= ZERO && byte < COLON) {
        octet = octet * 10 + byte - ZERO;
      } else {
        if (octet > 255 || at === start) break;
        word = (word << 8) | octet;
        if (byte !== DOT) break;
        octet = 0;
        dots++;
        start = at + 1;
      }
      at++;
    }
    if (dots === 3 && octet < 256 && at !== start && (bytes[at] as number) <= BLANK) {
      this.ipv6 = false;
      this.#written = false;
      words[0] = word;
      words[1] = 0;
      words[2] = 0;
      words[3] = 0;
      return at;
    }
    const end = readIpv6(bytes, from, words);
    if (end < 0 || (bytes[end] as number) > BLANK) return this.#masked(bytes, from, words);
    this.ipv6 = true;
    this.#written = false;
    return end;
  }

  #masked(bytes: Uint8Array, from: number, words: Int32Array): number {
    const end = endOfWord(bytes, from);
    const id = this.written.idOf(bytes, from, end);
    if (id < 0) return -1;
    words.fill(0);
    words[0] = id;
    this.ipv6 = bytes.subarray(from, end).includes(COLON);
    this.#written = true;
    return end;
  }

  /** Leaves the place after the digits in #at. Beyond 2^32 - 1 a number stays there. */
  #number(bytes: Uint8Array, from: number): number {
    let at = from;
    let value = 0;
    for (let byte = bytes[at] as number; byte >= ZERO && byte < COLON; byte = bytes[++at] as number) value = value * 10 + byte - ZERO;
    this.#at = at;
    // Nine digits need no look at how large they are.
    return at - from < 10 || value < 0x1_0000_0000 ? value : 0xffff_ffff;
  }

  #fail(problem: Problem, at: number): false {
    this.problem = problem;
    this.#at = at;
    return false;
  }
}

// Each letter is looked at, up to the first that differs: what lies beyond a line feed is another line's, or an old one's.
function isSource(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === LOWER_S && bytes[at + 1] === LOWER_R && bytes[at + 2] === LOWER_C && bytes[at + 3] === EQUALS;
}

function isDestination(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === LOWER_D && bytes[at + 1] === LOWER_S && bytes[at + 2] === LOWER_T && bytes[at + 3] === EQUALS;
}

/** Behind the "s" or "d" of "sport=" and "dport=". */
function isPort(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === LOWER_P && bytes[at + 1] === LOWER_O && bytes[at + 2] === LOWER_R && bytes[at + 3] === LOWER_T && bytes[at + 4] === EQUALS
  );
}

function isMark(bytes: Uint8Array, at: number): boolean {
  return bytes[at + 1] === LOWER_A && bytes[at + 2] === LOWER_R && bytes[at + 3] === LOWER_K && bytes[at + 4] === EQUALS;
}

function isZone(bytes: Uint8Array, at: number): boolean {
  return bytes[at + 1] === LOWER_O && bytes[at + 2] === LOWER_N && bytes[at + 3] === LOWER_E;
}

/** "-orig=" behind "zone". */
function isOriginal(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at] === DASH &&
    bytes[at + 1] === LOWER_O &&
    bytes[at + 2] === LOWER_R &&
    bytes[at + 3] === LOWER_I &&
    bytes[at + 4] === LOWER_G &&
    bytes[at + 5] === EQUALS
  );
}

/** Up to where the bytes at `at` are those from `from` to `to`. */
function sameUpTo(bytes: Uint8Array, at: number, from: number, to: number): number {
  let here = at;
  for (let there = from; there < to && bytes[there] === bytes[here]; there++) here++;
  return here;
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte < COLON;
}

/** Control characters count as blanks; a line feed never does. */
function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  for (let byte = bytes[at] as number; byte <= BLANK && byte !== LINE_FEED; byte = bytes[++at] as number);
  return at;
}

function endOfWord(bytes: Uint8Array, from: number): number {
  let at = from;
  while ((bytes[at] as number) > BLANK) at++;
  return at;
}
