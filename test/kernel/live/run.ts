// Holds the readers and the diagnosis against the kernel that runs here, in throwaway network namespaces: counts of real
// tables against awk, rates against traffic that is known, and a flood from its log line to a plan that ends the drops.
// node test/kernel/live/run.ts [--record]; the flood lowers a limit of the whole machine: only with CONNTRACK_VERIFY_GLOBALS=1.
import { spawnSync } from "node:child_process";
import { readlinkSync } from "node:fs";
import { runScript } from "../../host/failure.ts";
import { namespaceObstacle } from "../namespace.ts";
import { netfilterFiles } from "../sysctl-file.ts";
import { Checks } from "./checks.ts";
import { verifyFlood } from "./flood.ts";
import { verifyNamespaces } from "./namespaces.ts";
import { verifyRates } from "./rates.ts";
import { recordTables, verifyTables } from "./tables.ts";

await runScript(async () => {
  const obstacle = obstacleHere();
  if (obstacle) {
    process.stdout.write(`skipped: ${obstacle}\n0 passed, 0 failed, 1 skipped\n`);
    return 0;
  }
  const outside = readlinkSync("/proc/self/ns/net");
  const checks = new Checks();
  if (process.argv.includes("--record")) await recordTables(outside);
  await verifyTables(outside, checks);
  await verifyRates(outside, checks);
  await verifyFlood(outside, checks);
  await verifyNamespaces(outside, checks);
  return checks.report();
});

function obstacleHere(): string | undefined {
  if (process.platform !== "linux") return `this is ${process.platform}, not Linux`;
  if (!netfilterFiles().some(({ path }) => path.includes("/nf_conntrack_")))
    return "connection tracking is not loaded (modprobe nf_conntrack)";
  const missing = ["ip", "nft", "conntrack", "awk"].filter((program) => spawnSync(program, ["-V"]).error);
  if (missing.length > 0) return `there is no ${missing.join(", ")} (iproute2, nftables, conntrack)`;
  return namespaceObstacle();
}
