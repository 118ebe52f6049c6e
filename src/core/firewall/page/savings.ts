// What untracking saves, on a page: by port where a dump was counted, or the button that asks for one.

import { grid, linkButton, section, shown } from "../../text/html.ts";
import { formatBytes, formatCount, formatNumber } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { FirewallAnswer } from "../firewall.ts";
import { FLOWS, portName } from "../words.ts";
import type { Actions } from "./actions.ts";

const ROWS = 20;

export function savingsSection({ ports }: FirewallAnswer, counted: boolean, actions: Actions): string {
  if (!ports.some(({ answer }) => answer.startsWith("works"))) return "";
  const saving = ports.flatMap((port) => (port.saves && port.saves.entries > 0 ? [{ port, saves: port.saves }] : []));
  const ask = (label: string): string => `<p>${linkButton(label, actions.address({ kind: "dump" }))}</p>`;
  const title = say("What untracking saves");
  if (!counted)
    return section(
      title,
      `<p>${shown(say("A dump of the conntrack table shows entries and memory for each port."))}</p>${ask(say("Read a table dump..."))}`,
    );
  if (saving.length === 0)
    return section(title, `<p>${shown(say("The dump has no entries for these ports."))}</p>${ask(say("Read another dump..."))}`);
  const sum = (part: (saves: (typeof saving)[number]["saves"]) => number): number =>
    saving.reduce((total, { saves }) => total + part(saves), 0);
  const table = grid({
    heads: [say("Port"), say("Traffic"), say("Entries"), say("Memory"), say("New per second")],
    rows: saving
      .slice(0, ROWS)
      .map(({ port, saves }) => [
        shown(portName(port)),
        FLOWS[port.role],
        formatCount(saves.entries),
        formatBytes(saves.bytes),
        saves.newPerSecond === null ? say("unknown") : formatNumber(saves.newPerSecond),
      ]),
  });
  const entries = sum((saves) => saves.entries);
  const memory = formatBytes(sum((saves) => saves.bytes));
  const total =
    entries === 1
      ? say("1 entry and {memory} of kernel memory.", { memory })
      : say("{entries} entries and {memory} of kernel memory.", { entries: formatCount(entries), memory });
  return section(title, `<p>${shown(total)}</p>${table}${ask(say("Read another dump..."))}`);
}
