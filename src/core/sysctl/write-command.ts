// The command line that sets keys of a running host, for people to paste.
import { dotted } from "./key-path.ts";

interface Written {
  /** Below /proc/sys. */
  readonly key: string;
  readonly value: number;
}

/** One command each, in this order: sysctl -w would go on to its next key after one that failed. */
export function writeCommand(settings: readonly Written[]): string {
  return settings.map(({ key, value }) => `sudo sysctl -w ${dotted(key)}=${value}`).join(" && ");
}
