// Holds the judge and the model against the kernel that runs here: writes thousands of texts, fills tables and sends
// traffic for real, in throwaway network namespaces. node test/kernel/verify.ts [--record];
// CONNTRACK_VERIFY_GLOBALS=1 adds the values that the whole machine shares.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { release } from "node:os";
import type { KernelTarget } from "../../src/core/kernel/target.ts";
import { parseVersion } from "../../src/core/kernel/version.ts";
import { runScript } from "../host/failure.ts";
import { compare, fromRecords, type Measured, type Recording, toRecords } from "./agreement.ts";
import { verifyGlobals } from "./globals.ts";
import { type NamespaceReport, namespaceObstacle, runInNamespace } from "./namespace.ts";
import { checkPresence, type Seen } from "./presence.ts";
import { checkTable, list, table, wrongChecks, wrongWrites } from "./report.ts";
import { runTables, type TableRuns } from "./run-tables.ts";
import { type BuildOptions, buildOptions, configuredHz, runningTarget, runningVersion } from "./running-kernel.ts";
import { netfilterFiles } from "./sysctl-file.ts";
import { type Check, checkCapacity, checkHashTable, checkMemory, checkTraffic, isRight, type TablesRecording } from "./tables.ts";

const FIXTURE = new URL("../fixtures/live-kernel-writes.json", import.meta.url);
const TABLES_FIXTURE = new URL("../fixtures/live-kernel-tables.json", import.meta.url);
const MAX = "net/netfilter/nf_conntrack_max";

await runScript(async () => {
  const obstacle = obstacleHere();
  if (obstacle) return skipAll(obstacle);
  const report = runInNamespace();
  const options = buildOptions();
  const hz = configuredHz(options) ?? report.probedHz;
  const target = runningTarget(hz);
  if (!target) return skipAll(`the catalogue does not speak of ${runningVersion()} on this machine`);
  say(
    `Linux ${release()}${release() === target.kernel.text ? "" : ` (${target.kernel.text})`}, ${target.arch}, ${hzInWords(options, report.probedHz)}`,
  );

  const presence = checkPresence(target, seen(report, options));
  const globals = await verifyGlobals(target);
  const tables = await runTables(say);
  const checks = checksOf(tables, target);
  const wrongTables = wrongChecks(checks.filter((check) => !isRight(check)));
  const measured = [...fromRecords(report.measured), ...globals.measured];
  const rows = measured.map((one) => ({ measured: one, agreement: compare(one, target) }));
  const wrong = rows.flatMap(({ agreement }) => agreement.disagreements);
  const writes = measured.reduce((total, one) => total + one.writes.length, 0);
  const stuck = [...(globals.stuck ?? []), ...(tables.stuck ?? [])].map((path) => `${path} was not put back`);
  const hzWrong =
    report.probedHz !== undefined && report.probedHz !== hz ? [`HZ is ${hz}, and the timeouts end where HZ is ${report.probedHz}`] : [];

  say(`\n${table(rows)}`);
  say(`\nPresence, modes and defaults: ${presence.passed} right, ${presence.failures.length} wrong.`);
  say(`\n${checkTable(checks)}`);
  if (globals.stuck ?? tables.stuck)
    say(stuck.length === 0 ? "The machine's values were put back, and read again." : "The machine's values are NOT all back.");
  const failures = [...wrongWrites(wrong), ...presence.failures, ...wrongTables, ...stuck, ...hzWrong];
  const skipped = [...presence.skipped, ...globals.skipped, ...tables.skipped, ...neverWritten(report)];
  say(list("Wrong", failures) + list("Skipped", skipped));
  if (process.argv.includes("--record")) {
    record(measured, target);
    recordTables(tables, target);
  }

  const failed = wrong.length + presence.failures.length + wrongTables.length + stuck.length + hzWrong.length;
  const restored = (globals.stuck ?? tables.stuck) && stuck.length === 0;
  const right = writes - wrong.length + presence.passed + checks.length - wrongTables.length;
  const passed = right + (restored ? 1 : 0) + (report.probedHz === hz ? 1 : 0);
  say(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  return failed === 0 ? 0 : 1;
});

function obstacleHere(): string | undefined {
  if (process.platform !== "linux") return `this is ${process.platform}, not Linux`;
  if (!netfilterFiles().some(({ path }) => path.includes("/nf_conntrack_")))
    return "connection tracking is not loaded (modprobe nf_conntrack)";
  return namespaceObstacle();
}

function skipAll(why: string): number {
  say(`skipped: ${why}\n0 passed, 0 failed, 1 skipped`);
  return 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function hzInWords(options: BuildOptions | undefined, probed: number | undefined): string {
  const configured = configuredHz(options);
  if (configured !== undefined) return `HZ ${configured} (from ${options?.file}; the timeout bound shows ${probed ?? "none"})`;
  return probed === undefined ? "HZ unknown" : `HZ ${probed} (from the timeout bound: the build options cannot be read)`;
}

function seen(report: NamespaceReport, options: BuildOptions | undefined): Seen {
  const outside = netfilterFiles();
  return {
    fresh: report.files.map(({ path, writable, value }) => ({ path, writable, value: value === null ? undefined : BigInt(value) })),
    outside,
    isInitial: outside.some(({ path, writable }) => path === MAX && writable),
    options,
    hasModule: (name) => existsSync(`/sys/module/${name}`),
    parameter: (name) => textOf(`/sys/module/nf_conntrack/parameters/${name}`),
  };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return undefined;
  }
}

function neverWritten(report: NamespaceReport): readonly string[] {
  const lwtunnel = "net/netfilter/nf_hooks_lwtunnel";
  return report.files.some(({ path }) => path === lwtunnel) ? [`${lwtunnel}: one way, and for the whole machine; never written`] : [];
}

function checksOf({ memory, hashTables, capacity, traffic }: TableRuns, target: KernelTarget): readonly Check[] {
  return [
    ...memory.flatMap((run) => checkMemory(run, target)),
    ...hashTables.flatMap((run) => checkHashTable(run, target)),
    ...capacity.map((run) => checkCapacity(run, target)),
    ...traffic.flatMap((run) => checkTraffic(run, target)),
  ];
}

function recordTables({ memory, hashTables, capacity, traffic }: TableRuns, target: KernelTarget): void {
  if (memory.length === 0 || target.hz === undefined) return;
  const recording: TablesRecording = {
    kernel: plainVersion(target),
    arch: target.arch,
    hz: target.hz,
    memory,
    hashTables,
    capacity,
    traffic,
  };
  const parts = Object.entries(recording).map(([name, value]) => {
    const text = Array.isArray(value) ? `[\n${value.map((one) => JSON.stringify(one)).join(",\n")}\n]` : JSON.stringify(value);
    return `${JSON.stringify(name)}:${text}`;
  });
  writeFileSync(TABLES_FIXTURE, `{${parts.join(",")}}\n`);
  say("Recorded the tables.\n");
}

/** Leaves out what names the machine: the build's suffix, where the version means the same without it. */
function plainVersion({ kernel }: KernelTarget): string {
  const plain = /^\d+(\.\d+)*/.exec(kernel.text)?.[0] ?? kernel.text;
  const same = parseVersion(plain);
  return same?.release === kernel.release && same.stable === kernel.stable && same.backporting === kernel.backporting ? plain : kernel.text;
}

function record(measured: readonly Measured[], target: KernelTarget): void {
  if (target.hz === undefined) throw new Error("nothing recorded: HZ is unknown");
  const { keys, ...head }: Recording = { kernel: plainVersion(target), arch: target.arch, hz: target.hz, keys: toRecords(measured) };
  const text = `${JSON.stringify(head).slice(0, -1)},"keys":[\n${keys.map((key) => JSON.stringify(key)).join(",\n")}\n]}\n`;
  writeFileSync(FIXTURE, text);
  say(
    `Recorded ${measured.reduce((total, one) => total + one.writes.length, 0)} writes, ${Math.ceil(Buffer.byteLength(text) / 1024)} KiB.\n`,
  );
}
