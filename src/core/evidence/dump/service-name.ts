// A service as people write it.
import type { Service } from "./summary.ts";

/** `udp 192.0.2.1:53`, `tcp [2001:db8::1]:80`, `icmp 192.0.2.1`. */
export function serviceName({ protocol, address, port }: Service): string {
  const host = port !== null && address.includes(":") ? `[${address}]` : address;
  return `${protocol} ${host}${port === null ? "" : `:${port}`}`;
}
