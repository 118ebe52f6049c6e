// Sockets that wait for others, by their ports: /proc/PID/net/tcp, tcp6, udp and udp6.
import { byName } from "../../text/by-name.ts";

/** TCP_LISTEN, and the state of a UDP socket that is bound and not connected (include/net/tcp_states.h). */
const WAITING = byName<string>({ tcp: "0A", udp: "07" });
const MOST_SOCKETS = 200_000;

/** Inodes of sockets by port. `protocol` is tcp or udp. */
export function listeningSockets(text: string, protocol: string, asked: ReadonlySet<number>): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const line of text.split("\n", MOST_SOCKETS)) {
    // `0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 54321 1 ...`
    const words = line.trim().split(/\s+/, 10);
    const [, local = "", , state, , , , , , inode = ""] = words;
    if (state !== WAITING[protocol]) continue;
    const port = Number.parseInt(local.slice(local.lastIndexOf(":") + 1), 16);
    if (asked.has(port) && !found.has(port) && /^[1-9]\d*$/.test(inode)) found.set(port, inode);
  }
  return found;
}
