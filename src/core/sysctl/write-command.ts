// The command line that sets keys of a running host, for people to paste.
import { dotted } from "./key-path.ts";

interface Written {
  /** Below /proc/sys. */
  readonly key: string;
  readonly value: number;
}

export function writeCommand(settings: readonly Written[]): string {
  return `sudo sysctl -w ${settings.map(({ key, value }) => `${dotted(key)}=${value}`).join(" ")}`;
}
