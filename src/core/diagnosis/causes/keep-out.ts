// A rule that keeps a source out of the table, and whom it locks out. In the hooks that its packets pass, never in prerouting:
// answers to translated connections, and packets to forwarded ports, come for the host's own address there.
import { say } from "../../words/say.ts";
import type { Context } from "../context.ts";
import type { Step } from "../diagnosis.ts";
import { hooksTowards } from "./direction.ts";
import { advice } from "./steps.ts";

const TITLES = {
  input: (address: string) => say("If {address} should not do this, drop its new connections to this host", { address }),
  forward: (address: string) => say("If {address} should not do this, drop its new connections through this host", { address }),
  both: (address: string) => say("If {address} should not do this, drop its new connections to and through this host", { address }),
} as const;
const LOCKS_OUT = {
  input: say("It can then open no new connection to this host: that locks you out if your ssh comes from there"),
  forward: say("It can then open no new connection through this host, ssh included"),
  both: say("It can then open no new connection to or through this host: that locks you out if your ssh comes from there"),
} as const;

/** None for an address that is masked, or that is this host's own. */
export function keepOut({ evidence }: Context, address: string): readonly Step[] {
  if (!/^[0-9a-f.:]+$/.test(address) || isOwn(evidence, address)) return [];
  const hooks = hooksTowards(evidence);
  if (hooks.length === 0)
    return [
      advice(
        "keep-source-out",
        say(
          "If {address} should not do this, drop its new connections: in the input hook if they go to addresses of this host (ip -brief address shows them), in the forward hook if not. The rule locks you out if your ssh comes from there",
          { address },
        ),
      ),
    ];
  const way = hooks.length > 1 ? "both" : (hooks[0] ?? "input");
  const family = address.includes(":") ? "ip6" : "ip";
  const chains = hooks.flatMap((hook) => [
    `  chain ${hook} {`,
    `    type filter hook ${hook} priority filter - 1; policy accept;`,
    `    ${family} saddr ${address} ct state new drop`,
    "  }",
  ]);
  return [
    {
      kind: "rule",
      id: "keep-source-out",
      title: TITLES[way](address),
      // Not inet, which would have both families tracked (tracks-both.ts).
      rule: [`table ${family} keep-out {`, ...chains, "}"].join("\n"),
      why: [
        say("Dropped packets get no entry; open connections and replies pass as before"),
        LOCKS_OUT[way],
        say("If it is a client you serve, limit its entries instead (ct count over N)"),
        say("To remove the rule: {command}", { command: `nft delete table ${family} keep-out` }),
      ].join(". "),
    },
  ];
}

function isOwn({ owners, table }: Context["evidence"], address: string): boolean {
  return owners ? owners.addresses.some((one) => one.own && one.address === address) : (table?.natAddresses.includes(address) ?? false);
}
