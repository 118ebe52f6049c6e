// What turns tracking on in a network namespace, family by family: measured rule by rule on Linux 6.18.44.
import { say } from "../words/say.ts";
import type { Family, Rule, RuleSet, Step, Table } from "./model.ts";

export interface Because {
  readonly family: Family;
  readonly table: string;
  readonly chain: string;
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly why: string;
  /** Rewrites sources and names no port: what it rewrites needs tracking on every port. */
  readonly everyPort: boolean;
}

export interface Tracking {
  readonly on: ReadonlySet<"ip" | "ip6">;
  readonly because: readonly Because[];
}

/**
 * nf_ct_netns_get() is called when an expression or a target is made, whether packets reach it or not; notrack, socket,
 * tproxy and chains of type nat do not call it. A bridge's ct expression asks for both families.
 */
export function trackingOf(sets: readonly RuleSet[]): Tracking {
  const on = new Set<"ip" | "ip6">();
  const because: Because[] = [];
  for (const { tables } of sets) {
    for (const table of tables) {
      const add = (found: Pick<Because, "chain" | "line" | "rule" | "why" | "everyPort">, families: readonly ("ip" | "ip6")[]): void => {
        for (const family of families) on.add(family);
        because.push({ family: table.family, table: table.name, file: table.file, ...found });
      };
      for (const { kind, name, line } of table.objects)
        add({ chain: "", line, rule: `${kind} ${name}`, why: OBJECTS[kind], everyPort: false }, familiesOf(table));
      for (const chain of table.chains.values()) {
        for (const rule of chain.rules) {
          const step = rule.steps.find((one) => reasonOf(one) !== undefined);
          const why = step && reasonOf(step);
          if (!step || !why) continue;
          const found = { chain: chain.name, line: rule.line, rule: rule.text, why, everyPort: isForEveryPort(rule, step) };
          add(found, familiesOfStep(step, table));
        }
      }
    }
  }
  return { on, because };
}

function isForEveryPort({ steps }: Rule, step: Step): boolean {
  if (step.kind !== "nat" || (step.nat !== "snat" && step.nat !== "masquerade")) return false;
  return !steps.some((one) => one.kind === "lookup" && one.fields.some(({ name }) => name.endsWith(" port")));
}

const OBJECTS = {
  "ct helper": say("a ct helper object keeps tracking on, even if no rule uses it"),
  "ct timeout": say("a ct timeout object keeps tracking on, even if no rule uses it"),
  "ct expectation": say("a ct expectation object keeps tracking on, even if no rule uses it"),
  synproxy: say("a synproxy object keeps tracking on, even if no rule uses it"),
} as const;

/** Why a step turns tracking on; undefined where it does not. */
function reasonOf(step: Step): string | undefined {
  switch (step.kind) {
    case "lookup":
      return step.fields.some(({ name }) => name.startsWith("ct")) ? say("matches on connection tracking") : undefined;
    case "ct":
      return {
        "mark read": say("reads the connection's mark"),
        write: say("changes the connection's entry"),
        update: say("changes the connection's entry"),
        zone: say("assigns connections to a zone"),
        helper: say("assigns a helper"),
        timeout: say("assigns a timeout"),
        count: say("counts connections"),
        match: say("matches on connection tracking"),
        "match beside state": say("matches on connection tracking"),
      }[step.use];
    case "nat":
      return say("rewrites addresses (NAT)");
    case "synproxy":
      return say("answers connections on behalf of the server (synproxy)");
    case "offload":
      return say("offloads connections to a flowtable");
    case "unknown":
      return FOREIGN.test(step.text) ? say("is an iptables extension that uses connection tracking; its options are not shown") : undefined;
    default:
      return undefined;
  }
}

/** What nft shows of an iptables extension is its name. */
const FOREIGN =
  /^xt (match "?(conntrack|state|connlimit|connbytes|connmark|connlabel|helper|cluster)|target "?(MASQUERADE|SNAT|DNAT|REDIRECT|NETMAP|CONNMARK|CONNSECMARK|SYNPROXY))/;

function familiesOf({ family }: Table): readonly ("ip" | "ip6")[] {
  if (family === "ip" || family === "ip6") return [family];
  return family === "inet" || family === "bridge" ? ["ip", "ip6"] : [];
}

function familiesOfStep(step: Step, table: Table): readonly ("ip" | "ip6")[] {
  return step.kind === "nat" && step.family && table.family === "inet" ? [step.family] : familiesOf(table);
}
