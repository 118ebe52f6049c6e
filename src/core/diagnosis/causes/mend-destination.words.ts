// What is said where a destination does not answer, by who asks it. Data only.
import { say } from "../../words/say.ts";

interface Asked {
  readonly service: string;
  /** A command in parentheses, after a blank; empty where there is none. */
  readonly probe: string;
  /** Who asks, where it is one source. */
  readonly source: string;
}

interface Sentences {
  readonly one: (asked: Asked) => string;
  readonly several: (asked: Asked) => string;
  /** Of name servers. */
  readonly resolver: (asked: Asked) => string;
  readonly resolvers: (asked: Asked) => string;
}

export const MEND = {
  host: {
    one: ({ service, probe }) =>
      say(
        "Check whether {service} answers{probe}; if not, repair it, or remove it from the configuration of this host; also check the retries of the program that uses it, and whether a firewall on the path drops packets instead of rejecting them",
        { service, probe },
      ),
    several: () =>
      say(
        "Check whether the destinations answer; if not, repair them, or remove them from the configuration of this host; also check the retries of the program that uses them, and whether a firewall on the path drops packets instead of rejecting them",
      ),
    resolver: ({ service, probe }) =>
      say(
        "Check whether {service} answers{probe}; if not, repair it, or remove it from the resolvers of this host; also check the retries of the program that uses it, and whether a firewall on the path drops packets instead of rejecting them",
        { service, probe },
      ),
    resolvers: () =>
      say(
        "Check whether the destinations answer; if not, repair them, or remove them from the resolvers of this host; also check the retries of the program that uses them, and whether a firewall on the path drops packets instead of rejecting them",
      ),
  },
  /** Of TCP alone: a reset from either side removes the entry of a SYN (nf_conntrack_tcp_packet). */
  tcpClients: {
    one: ({ service, probe }) =>
      say(
        "Check whether {service} answers{probe}; if not, repair it, or remove it from the configuration of the clients; if a firewall on the path drops these packets, let it reject them with a TCP reset, which removes the entry immediately",
        { service, probe },
      ),
    several: () =>
      say(
        "Check whether the destinations answer; if not, repair them, or remove them from the configuration of the clients; if a firewall on the path drops these packets, let it reject them with a TCP reset, which removes the entry immediately",
      ),
    resolver: ({ service, probe }) =>
      say(
        "Check whether {service} answers{probe}; if not, repair it, or remove it from the resolvers of the clients; if a firewall on the path drops these packets, let it reject them with a TCP reset, which removes the entry immediately",
        { service, probe },
      ),
    resolvers: () =>
      say(
        "Check whether the destinations answer; if not, repair them, or remove them from the resolvers of the clients; if a firewall on the path drops these packets, let it reject them with a TCP reset, which removes the entry immediately",
      ),
  },
  clients: {
    one: ({ service, probe }) =>
      say(
        "Check whether {service} answers{probe}; if not, repair it, or remove it from the configuration of the clients; also check whether a firewall on the path drops these packets",
        { service, probe },
      ),
    several: () =>
      say(
        "Check whether the destinations answer; if not, repair them, or remove them from the configuration of the clients; also check whether a firewall on the path drops these packets",
      ),
    resolver: ({ service, probe }) =>
      say(
        "Check whether {service} answers{probe}; if not, repair it, or remove it from the resolvers of the clients; also check whether a firewall on the path drops these packets",
        { service, probe },
      ),
    resolvers: () =>
      say(
        "Check whether the destinations answer; if not, repair them, or remove them from the resolvers of the clients; also check whether a firewall on the path drops these packets",
      ),
  },
  source: {
    one: (asked) =>
      say(
        "Check whether {service} answers{probe}; if not, repair it, or remove it from the configuration of {source}; then no rule is needed, and the entries expire by themselves",
        { ...asked },
      ),
    several: ({ source }) =>
      say(
        "Check whether the destinations answer; if not, repair them, or remove them from the configuration of {source}; then no rule is needed, and the entries expire by themselves",
        { source },
      ),
    resolver: (asked) =>
      say(
        "Check whether {service} answers{probe}; if not, repair it, or remove it from the resolvers of {source}; then no rule is needed, and the entries expire by themselves",
        { ...asked },
      ),
    resolvers: ({ source }) =>
      say(
        "Check whether the destinations answer; if not, repair them, or remove them from the resolvers of {source}; then no rule is needed, and the entries expire by themselves",
        { source },
      ),
  },
  sources: {
    one: ({ service, probe }) =>
      say(
        "Check whether {service} answers{probe}; if not, repair it, or remove it from the configuration of these sources; then no rule is needed, and the entries expire by themselves",
        { service, probe },
      ),
    several: () =>
      say(
        "Check whether the destinations answer; if not, repair them, or remove them from the configuration of these sources; then no rule is needed, and the entries expire by themselves",
      ),
    resolver: ({ service, probe }) =>
      say(
        "Check whether {service} answers{probe}; if not, repair it, or remove it from the resolvers of these sources; then no rule is needed, and the entries expire by themselves",
        { service, probe },
      ),
    resolvers: () =>
      say(
        "Check whether the destinations answer; if not, repair them, or remove them from the resolvers of these sources; then no rule is needed, and the entries expire by themselves",
      ),
  },
} as const satisfies Readonly<Record<string, Sentences>>;
