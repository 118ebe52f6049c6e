// Runs inside the throwaway network namespace: looks at its settings, writes every text to every key that is its own,
// and prints what happened as JSON. Started by namespace.ts; writes nothing where it is not sure to be alone.
import { readlinkSync } from "node:fs";
import { keyAt } from "../../src/core/kernel/at-target.ts";
import { allKeys } from "../../src/core/kernel/catalogue.ts";
import { type Measured, toRecords } from "./agreement.ts";
import { plansFor } from "./cases.ts";
import { measure } from "./measure.ts";
import type { NamespaceReport } from "./namespace.ts";
import { buildOptions, configuredHz, probedHz, runningTarget } from "./running-kernel.ts";
import { establish, netfilterFiles, readValue } from "./sysctl-file.ts";

const outside = process.argv[2];
if (!outside || readlinkSync("/proc/self/ns/net") === outside) throw new Error("not in a network namespace of its own");

const files = netfilterFiles();
const own = allKeys().filter((fact) => fact.scope === "namespace" && files.some((file) => file.path === fact.path && file.writable));
const timeout = own.find((fact) => fact.unit === "seconds");
const probed = timeout && probedHz(timeout.path);
const target = runningTarget(configuredHz(buildOptions()) ?? probed);
const measured: Measured[] = [];

for (const fact of target ? own : []) {
  if (!target) break;
  const original = readValue(fact.path);
  for (const plan of plansFor(keyAt(fact, target), original, target, readValue)) {
    const others = Object.fromEntries(Object.keys(plan.given).map((path) => [path, readValue(path)]));
    const steps = measure(plan);
    let step = steps.next();
    while (!step.done) step = steps.next();
    measured.push(step.value);
    establish({ ...others, [fact.path]: original });
  }
}

const report: NamespaceReport = {
  ...(probed === undefined ? {} : { probedHz: probed }),
  files: files.map(({ path, writable, value }) => ({ path, writable, value: value === undefined ? null : String(value) })),
  measured: toRecords(measured),
};
process.stdout.write(JSON.stringify(report));
