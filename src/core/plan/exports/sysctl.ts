// Settings as text for sysctl: lines of a file, and commands for a shell.
import { dotted } from "../../sysctl/key-path.ts";
import type { Setting } from "../model/settings.ts";

/** Lines of a sysctl.conf. */
export function sysctlLines(settings: readonly Setting[]): string {
  return lines(settings.map(({ path, value }) => `${dotted(path)} = ${value}`));
}

/** Commands that set the values until the next start. */
export function sysctlCommands(settings: readonly Setting[]): string {
  return lines(settings.map(({ path, value }) => `sysctl -w ${dotted(path)}=${value}`));
}

function lines(items: readonly string[]): string {
  return items.map((item) => `${item}\n`).join("");
}
