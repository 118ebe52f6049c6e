// What is said where a destination does not answer, sentence by sentence. Data only.
import { say } from "../../words/say.ts";

/** A probe is a command in parentheses, after a blank; empty where there is none. */
export const CHECK = {
  /** `probe` is a command that asks it; empty where there is none. */
  one: ({ service, probe }: { readonly service: string; readonly probe: string }) =>
    probe === ""
      ? say("Check whether {service} answers", { service })
      : say("Check whether {service} answers ({probe})", { service, probe }),
  several: () => say("Check whether the destinations answer"),
};

interface Repair {
  readonly configuration: (source: string) => string;
  /** Of name servers. */
  readonly resolvers: (source: string) => string;
}

/** By who asks. */
export const REPAIR = {
  host: {
    configuration: () => say("Repair what does not, or remove it from the configuration of this host"),
    resolvers: () => say("Repair what does not, or remove it from the resolvers of this host"),
  },
  clients: {
    configuration: () => say("Repair what does not, or remove it from the configuration of the clients"),
    resolvers: () => say("Repair what does not, or remove it from the resolvers of the clients"),
  },
  source: {
    configuration: (source) => say("Repair what does not, or remove it from the configuration of {source}", { source }),
    resolvers: (source) => say("Repair what does not, or remove it from the resolvers of {source}", { source }),
  },
  sources: {
    configuration: () => say("Repair what does not, or remove it from the configuration of these sources"),
    resolvers: () => say("Repair what does not, or remove it from the resolvers of these sources"),
  },
} as const satisfies Readonly<Record<string, Repair>>;

export const THEN = {
  host: () =>
    say("Also check the retries of the programs that use it, and whether a firewall on the path drops packets instead of rejecting them"),
  clients: () => say("Also check whether a firewall on the path drops these packets"),
  /** Of TCP alone: a reset from either side removes the entry of a SYN (nf_conntrack_tcp_packet). */
  tcpClients: () =>
    say("If a firewall on the path drops these packets, let it reject them with a TCP reset, which removes the entry immediately"),
  noRule: () => say("Then no rule is needed, and the entries expire by themselves"),
};
