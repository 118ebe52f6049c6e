// What untracking saves, on a page: by port where a dump was counted, or the button that asks for one.
import { grid, linkButton, section, shown } from "../../text/html.ts";
import { formatBytes, formatCount, formatNumber } from "../../units/units.ts";
import type { FirewallAnswer } from "../firewall.ts";
import { FLOWS, portName } from "../words.ts";
import type { Actions } from "./actions.ts";

const ROWS = 20;

export function savingsSection({ ports }: FirewallAnswer, counted: boolean, actions: Actions): string {
  if (!ports.some(({ answer }) => answer.startsWith("works"))) return "";
  const saving = ports.flatMap((port) => (port.saves && port.saves.entries > 0 ? [{ port, saves: port.saves }] : []));
  const ask = (label: string): string => `<p>${linkButton(label, actions.address({ kind: "dump" }))}</p>`;
  const title = "What untracking saves";
  if (!counted)
    return section(title, `<p>A dump of the conntrack table shows entries and memory for each port.</p>${ask("Read a table dump...")}`);
  if (saving.length === 0) return section(title, `<p>The dump has no entries for these ports.</p>${ask("Read another dump...")}`);
  const sum = (part: (saves: (typeof saving)[number]["saves"]) => number): number =>
    saving.reduce((total, { saves }) => total + part(saves), 0);
  const table = grid({
    heads: ["Port", "Traffic", "Entries", "Memory", "New per second"],
    rows: saving
      .slice(0, ROWS)
      .map(({ port, saves }) => [
        shown(portName(port)),
        FLOWS[port.role],
        formatCount(saves.entries),
        formatBytes(saves.bytes),
        saves.newPerSecond === null ? "unknown" : formatNumber(saves.newPerSecond),
      ]),
  });
  const entries = sum((saves) => saves.entries);
  return section(
    title,
    `<p>${formatCount(entries)} ${entries === 1 ? "entry" : "entries"} and ${formatBytes(sum((saves) => saves.bytes))} of kernel memory.</p>${table}${ask("Read another dump...")}`,
  );
}
