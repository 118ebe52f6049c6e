// From symptom to cure, for real: the machine's limit is lowered to 1,000, a private namespace is flooded, and what the
// kernel then logs, counts and lists must lead to the cause and to a plan that ends the drops. Opt-in: the limit is one for
// the whole machine. watchdog.ts puts it back whatever way the run goes.
import { spawnSync } from "node:child_process";
import { diagnose } from "../../../src/core/diagnosis/diagnose.ts";
import { createDumpReader } from "../../../src/core/evidence/dump/reader.ts";
import type { HostReading } from "../../../src/core/evidence/host.ts";
import type { LogFindings } from "../../../src/core/evidence/log/findings.ts";
import { createLogReader } from "../../../src/core/evidence/log/reader.ts";
import { changesBetween } from "../../../src/core/evidence/statistics/rates.ts";
import { RUNNING_HOST, readHost } from "../../../src/linux/index.ts";
import { guarded } from "../guard.ts";
import { writeOnce } from "../sysctl-file.ts";
import type { Checks } from "./checks.ts";
import { type Part, startPart } from "./child.ts";

const MAX = "net/netfilter/nf_conntrack_max";
const LOW = 1000;
const FLOOD = { perSecond: 800, seconds: 6 };
/** Longer than the timeout of 10 s, so that it reaches its level. */
const AGAIN = { perSecond: 800, seconds: 16 };

interface Flooded {
  readonly ready?: boolean;
  readonly namespace?: string;
  readonly sent: number;
  readonly before: HostReading;
  readonly after: HostReading;
  readonly between: number;
  readonly table: string;
}

export async function verifyFlood(outside: string, checks: Checks): Promise<void> {
  const result = await guarded(`the flood, which lowers ${MAX} for the whole machine`, () => floodAndCure(outside, checks));
  if ("skipped" in result) checks.skip(result.skipped);
  if (result.stuck !== undefined) checks.same("the machine's values are back", result.stuck, []);
}

async function floodAndCure(outside: string, checks: Checks): Promise<void> {
  const part: Part<Flooded> = startPart("flood", outside);
  const { namespace } = await part.next();
  const began = Math.max(0, ...kernelLog().map(({ at }) => at));
  writeOnce(MAX, String(LOW));
  part.tell(FLOOD);
  const flooded = await part.next();
  // By their times: a full log forgets its first line for each new one.
  const lines = kernelLog().flatMap(({ at, line }) => (at > began ? [line] : []));
  const log = readLog(lines);
  checks.say(
    `Flood: ${flooded.sent} flows sent, limit ${LOW}; the log has ${log.tableFull.printed} lines and ${log.tableFull.suppressed} held back`,
  );
  checks.that("the log says table full", log.tableFull.printed > 0, JSON.stringify(lines.slice(-5)));

  const table = createDumpReader();
  table.push(Buffer.from(flooded.table));
  const statistics = flooded.after.statistics ?? undefined;
  const changes =
    flooded.before.statistics && statistics ? changesBetween(flooded.before.statistics, statistics, flooded.between) : undefined;
  const inside = diagnose({ log, statistics, changes, table: table.end({ values: flooded.after.values }), host: flooded.after });
  checks.say(`Inside: ${inside.verdict}; ${inside.causes.map(({ id, confidence }) => `${id} (${confidence})`).join(", ")}`);
  checks.same("inside, the first cause", [inside.causes[0]?.id, inside.causes[0]?.confidence], ["unreplied-few-sources", "likely"]);
  checks.that("inside, a loss", inside.severity === "loss");
  checks.that(
    "inside, another namespace is no cause",
    inside.causes.every(({ id }) => id !== "other-namespace"),
  );

  const outsideView = diagnose({ log, host: readHost(RUNNING_HOST) });
  checks.say(`Outside: ${outsideView.causes.map(({ id, confidence }) => `${id} (${confidence})`).join(", ")}`);
  const named = log.tableFull.byNamespace.some((one) => one.namespace === namespace);
  // Before 6.18 the line names no namespace, and the empty table of this one is the only hint.
  checks.same("outside, another namespace", outsideView.causes[0]?.id, "other-namespace");
  if (named) checks.same("outside, that is certain", outsideView.causes[0]?.confidence, "certain");

  const plan = inside.plan?.settings ?? [];
  checks.say(`Plan: ${plan.map(({ key, value }) => `${key} = ${value}`).join(", ")}`);
  checks.that(
    "the plan raises the limit",
    plan.some(({ key, value }) => key === MAX && value > LOW),
  );
  for (const { key, value } of plan) checks.same(`${key} is taken`, writeOnce(key, String(value)), "taken");
  part.tell(AGAIN);
  const cured = await part.next();
  await part.end();
  const after =
    cured.before.statistics && cured.after.statistics
      ? changesBetween(cured.before.statistics, cured.after.statistics, cured.between)
      : undefined;
  checks.say(
    `With the plan: ${cured.sent} flows sent, ${cured.after.count} entries of ${cured.after.max}, ${after?.drop?.count} dropped, ${after?.early_drop?.count} thrown out early`,
  );
  checks.same("with the plan, drops and early drops", [after?.drop?.count, after?.early_drop?.count], [0, 0]);
  checks.that("with the plan, the flood was there", (cured.after.count ?? 0) > 2 * LOW, `${cured.after.count} entries`);
}

/** Lines of the kernel's log, with the seconds since it started. */
function kernelLog(): readonly { readonly at: number; readonly line: string }[] {
  const { stdout } = spawnSync("dmesg", { encoding: "utf8", maxBuffer: 2 ** 26 });
  return stdout.split("\n").flatMap((line) => {
    const [, at] = /^\[ *(\d+\.\d+)\]/.exec(line) ?? [];
    return at === undefined ? [] : [{ at: Number(at), line }];
  });
}

function readLog(lines: readonly string[]): LogFindings {
  const reader = createLogReader();
  reader.push(lines.join("\n"));
  return reader.end();
}
