// Tables as routers list them: VyOS (`show conntrack table`), with a line an entry but without its form.
// A line becomes the one that `conntrack -L` has for it.
import { byName } from "../../text/by-name.ts";
import { PROTOCOLS } from "../dump/protocols.ts";

/** 1015736576  100.64.0.1:40000  192.0.2.1:80  192.0.2.1:80  100.64.0.1:40000  tcp  ESTABLISHED  431999  0  */
const ENTRY =
  /^\d{1,12}\s{1,40}([0-9a-f.:[\]]{2,60})\s{1,40}([0-9a-f.:[\]]{2,60})\s{1,40}(?:([0-9a-f.:[\]]{2,60})\s{1,40}([0-9a-f.:[\]]{2,60})\s{1,40})?([a-z][a-z0-9]{1,15})(?: \[(\d{1,3})\])?\s{1,40}(?:([A-Z][A-Z0-9_]{1,20})\s{1,40})?(\d{1,10})(?:\s{1,40}(\d{1,10}))?(?:\s{1,40}(\d{1,5}))?$/;
const HEAD = /^(?:Id\s{1,40}Original src\b|CONN ID\s{1,40}Source\b|TCP state codes: )/i;
const RULE = /^-{3,60}(?:\s{1,9}-{3,60}){3,12}$/;

/** The abbreviations of older releases, as their legend gives them. */
const STATES = byName<string>({
  SS: "SYN_SENT",
  SR: "SYN_RECV",
  ES: "ESTABLISHED",
  FW: "FIN_WAIT",
  CW: "CLOSE_WAIT",
  LA: "LAST_ACK",
  TW: "TIME_WAIT",
  CL: "CLOSE",
  LI: "LISTEN",
});

export class RouterTable {
  #open = false;

  /** The line of an entry, with its line feed; true for what stands around them; undefined for anything else. */
  take(text: string): string | true | undefined {
    if (HEAD.test(text) || (this.#open && (RULE.test(text) || /^[A-Z]{2} - [A-Z]/.test(text)))) {
      this.#open = true;
      return true;
    }
    return this.#open ? entryOf(text) : undefined;
  }
}

function entryOf(text: string): string | undefined {
  const [, source, destination, replySource, replyDestination, protocol = "", printed, state, remaining, mark, zone] =
    ENTRY.exec(text) ?? [];
  const number = printed === undefined ? PROTOCOLS[protocol] : Number(printed);
  if (source === undefined || destination === undefined || number === undefined) return undefined;
  const words = [
    protocol,
    String(number),
    remaining,
    state === undefined ? undefined : (STATES[state] ?? state),
    tuple(source, destination),
    tuple(replySource ?? destination, replyDestination ?? source),
    mark === undefined ? undefined : `mark=${mark}`,
    zone === undefined ? undefined : `zone=${zone}`,
  ];
  return `${words.filter((word) => word !== undefined).join(" ")}\n`;
}

function tuple(source: string, destination: string): string {
  const [from, to] = [endpoint(source), endpoint(destination)];
  const ports = from.port === undefined || to.port === undefined ? "" : ` sport=${from.port} dport=${to.port}`;
  return `src=${from.address} dst=${to.address}${ports}`;
}

function endpoint(text: string): { readonly address: string; readonly port: string | undefined } {
  const [, address, port] = /^(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})$/.exec(text) ?? /^\[([0-9a-f:.]{2,45})\]:(\d{1,5})$/.exec(text) ?? [];
  return address === undefined ? { address: text.replace(/[[\]]/g, ""), port: undefined } : { address, port };
}
