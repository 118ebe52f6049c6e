// Rates out of a table, held against the traffic that filled it.
import { createDumpReader } from "../../../src/core/evidence/dump/reader.ts";
import type { Checks } from "./checks.ts";
import { type Part, startPart } from "./child.ts";

const CLOSE_ENOUGH = 0.1;

interface Known {
  readonly table: string;
  readonly perSecond: { readonly udp: number; readonly tcp: number };
}

export async function verifyRates(outside: string, checks: Checks): Promise<void> {
  const part: Part<Known> = startPart("rates", outside);
  const { table, perSecond } = await part.next();
  await part.end();
  const reader = createDumpReader();
  reader.push(Buffer.from(table));
  const { rates } = reader.end();
  const found = { udp: rates["udp"]?.["unreplied"], tcp: rates["tcp"]?.["TIME_WAIT"] };
  for (const protocol of ["udp", "tcp"] as const) {
    const rate = found[protocol];
    const sent = perSecond[protocol];
    const got = rate?.perSecond ?? 0;
    checks.say(
      `Rate of ${protocol}: ${got}/s out of ${rate?.entries ?? 0} entries over ${rate?.window ?? 0} s; ${sent.toFixed(1)}/s were sent (${((100 * got) / sent - 100).toFixed(1)} %)`,
    );
    checks.that(
      `rate of ${protocol} within 10 %`,
      Math.abs(got / sent - 1) <= CLOSE_ENOUGH,
      `${got}/s, not ${sent}/s: ${rate?.reason ?? ""}`,
    );
  }
}
