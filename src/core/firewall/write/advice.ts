// What stands as comments around the rules, whatever program they are for: how not to be locked out, and what is left behind.
import { protocolName } from "../names.ts";
import type { WritePlan } from "./plan.ts";

export const POSITIONS = "# Positions refer to the rules as they were read; read them again if they have changed.";

/** Where the rules that were read track one family alone: those of the other may not let its untracked packets through. */
export function oneFamily({ families }: WritePlan): readonly string[] {
  const [only] = families.size === 1 ? families : [];
  if (only === undefined) return [];
  const [own, other] = only === "ip" ? ["IPv4", "IPv6"] : ["IPv6", "IPv4"];
  return [`# For ${own} only: the rules that were read do not turn tracking on for ${other}.`];
}

/** `commands` undo the notrack rules after two minutes, which makes untracked connections tracked again. */
export function undoFirst(commands: readonly string[]): readonly string[] {
  return [
    "# Over ssh, first arrange the undo, as root, and stop it (kill $!) once a new ssh connection works:",
    ...commands.map((line) => `#   ${line}`),
  ];
}

/** To be followed by the commands that undo. By port alone, entries are not deleted: those of other hosts have that port too. */
export function afterwards({ classes, shared }: WritePlan): readonly string[] {
  const names = new Set(
    classes.map(
      ({ protocol, port, role }) => `-p ${protocolName(protocol)} --orig-${role === "own" ? "src" : "dst"} ADDRESS --orig-port-dst ${port}`,
    ),
  );
  return [
    "# Entries of open connections expire by themselves; nothing has to be deleted.",
    ...(shared
      ? []
      : ["# To delete them immediately, with ADDRESS an address of this host:", ...[...names].map((name) => `# conntrack -D ${name}`)]),
    "# To undo (with nf_conntrack_tcp_loose = 0, TCP connections opened meanwhile are invalid afterwards):",
  ];
}
