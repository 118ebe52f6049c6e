// `conntrack -L -o xml`: cuts out the records of flows, and turns each into the line it has in the other formats.
import { LIMITS } from "../../text/limits.ts";
import { bytesOf, textOf } from "./text.ts";

const END = bytesOf("</flow>");
const TAG = /<(src|dst|sport|dport|srckey|dstkey|type|code|id|packets|bytes|state|timeout|mark|zone)>([^<]{1,64})<\/\1>/g;

export class FlowRecords {
  readonly #record = new Uint8Array(LIMITS.lineBytes);
  #length = 0;
  /** How much of END the last bytes are. */
  #matched = 0;

  /** Calls back with the text of each record that ends in the chunk; longer ones are cut. */
  push(chunk: Uint8Array, take: (record: string) => void): void {
    for (const byte of chunk) {
      if (this.#length < LIMITS.lineBytes) this.#record[this.#length++] = byte;
      this.#matched = byte === END[this.#matched] ? this.#matched + 1 : byte === END[0] ? 1 : 0;
      if (this.#matched === END.length) take(this.rest());
    }
  }

  /** What has come since the last whole record. */
  rest(): string {
    const text = textOf(this.#record, 0, this.#length);
    this.#length = 0;
    this.#matched = 0;
    return text;
  }
}

/** The same line by line, where a dump in XML stands among other text. */
export class FlowLines {
  #record: string | undefined;

  /** The line of a record that ends here; true for what lies before its end and around it; undefined for other text. */
  take(text: string): string | true | undefined {
    if (this.#record === undefined && !/^<(?:\?xml\b|\/?conntrack\b|flow\b)/.test(text)) return undefined;
    if (this.#record === undefined && !text.startsWith("<flow")) return true;
    const record = `${this.#record ?? ""}${text}`;
    const ended = record.includes("</flow>");
    this.#record = ended || record.length > LIMITS.lineBytes ? undefined : record;
    return ended ? lineOfFlow(record) : true;
  }
}

/** The line of a record, with its line feed; undefined where the record is no whole flow. */
export function lineOfFlow(record: string): string | undefined {
  const [original = "", reply = "", independent = ""] = ["original", "reply", "independent"].map((direction) => metaOf(record, direction));
  const family = /\bprotoname="(ipv[46])"/.exec(tagOf(original, "layer3"))?.[1];
  const protocol = tagOf(original, "layer4");
  const number = /\bprotonum="(\d{1,3})"/.exec(protocol)?.[1];
  const name = /\bprotoname="([\w.+-]{1,31})"/.exec(protocol)?.[1];
  if (family === undefined || number === undefined || name === undefined) return undefined;
  const own = valuesOf(independent);
  const words = [
    family,
    family === "ipv4" ? "2" : "10",
    name,
    number,
    own.get("timeout"),
    // For SCTP the name is TCP's of the same number (libnetfilter_conntrack 1.0.9 prints FIN_WAIT for ESTABLISHED).
    name === "tcp" ? own.get("state") : undefined,
    ...tuple(original),
    UNREPLIED.test(independent) ? "[UNREPLIED]" : undefined,
    ...tuple(reply),
    OFFLOAD.test(independent) ? "[OFFLOAD]" : ASSURED.test(independent) ? "[ASSURED]" : undefined,
    ...["mark", "zone"].map((key) => (own.has(key) ? `${key}=${own.get(key)}` : undefined)),
  ];
  return `${words.filter((word) => word !== undefined).join(" ")}\n`;
}

const UNREPLIED = /<unreplied\s*\/>/i;
const ASSURED = /<assured\s*\/>/i;
const OFFLOAD = /<(?:hw_?)?offload\s*\/>/i;

/** From `<name` to the `>` that ends it; empty where there is none. */
function tagOf(part: string, name: "layer3" | "layer4"): string {
  const start = part.search(name === "layer3" ? /<layer3\b/ : /<layer4\b/);
  const end = part.indexOf(">", start);
  return start < 0 || end < 0 ? "" : part.slice(start, end + 1);
}

function metaOf(record: string, direction: string): string {
  const start = record.indexOf(`<meta direction="${direction}">`);
  const end = record.indexOf("</meta>", start);
  return start < 0 || end < 0 ? "" : record.slice(start, end);
}

function valuesOf(part: string): ReadonlyMap<string, string> {
  return new Map([...part.matchAll(TAG)].map((match) => [match[1] ?? "", (match[2] ?? "").replace(/\s/g, "")]));
}

/** `src=... dst=... sport=... dport=...`, in the order of the record. */
function tuple(meta: string): readonly string[] {
  return [...valuesOf(meta)].map(([key, value]) => `${key}=${value}`);
}
