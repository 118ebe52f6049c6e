// The traffic of a table as a message to the calculator page: a plan of what was measured, or why there is none.

import type { Evidence } from "../evidence/evidence.ts";
import type { HostMessage } from "../plan/page/protocol.ts";
import { planOfWorkload } from "../plan/plan-file.ts";
import { say } from "../words/say.ts";
import { noEntries } from "./no-entries.ts";
import { measuredWorkload } from "./workload.ts";

/** `name` is that of the text. */
export function measuredTraffic({ table, host }: Evidence, name: string): HostMessage {
  if (!table?.entries) return refused(noEntries(name));
  const plan = planOfWorkload(measuredWorkload(table, host));
  if (!plan) return refused(say("{name} has too few entries in states that show a rate. Enter the traffic by hand.", { name }));
  return { type: "plan", name, plan, over: true };
}

function refused(text: string): HostMessage {
  return { type: "notice", text, failed: true };
}
