// `npm run verify:firewall`: what is said of rule sets, held against this kernel, in network namespaces of its own.
// `-- --record` keeps the texts and the answers that were right; `-- NAME` tries the sets whose names hold a word.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { release } from "node:os";
import { Lab } from "./lab.ts";
import { CLUSTER_SETS } from "./sets/clusters.ts";
import { HOST_SETS } from "./sets/hosts.ts";
import { IPTABLES_SETS } from "./sets/iptables.ts";
import { LANGUAGE_SETS } from "./sets/language.ts";
import { NFT_SETS } from "./sets/nft.ts";
import { ROUTER_SETS } from "./sets/routers.ts";
import { TRAPS } from "./sets/traps.ts";
import { classesOf, type Tried, trySet } from "./try-set.ts";

const RECORDING = new URL("../fixtures/firewall-agreement.json", import.meta.url);
const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const ALL_SETS = [...NFT_SETS, ...LANGUAGE_SETS, ...IPTABLES_SETS, ...HOST_SETS, ...CLUSTER_SETS, ...ROUTER_SETS, ...TRAPS];
const sets = ALL_SETS.filter(({ name }) => words.every((word) => name.includes(word)));
const missing = ["nft", "iptables-nft", "iptables-legacy", "conntrack", "unshare", "python3"].filter(
  (name) => spawnSync("sh", ["-c", `command -v ${name}`]).status !== 0,
);

if (process.getuid?.() !== 0 || missing.length > 0) {
  console.log(`skipped: ${missing.length > 0 ? `there is no ${missing.join(", ")}` : "it takes root to make network namespaces"}`);
} else {
  process.exitCode = await verify();
}

async function verify(): Promise<number> {
  const lab = new Lab();
  const tried: Tried[] = [];
  let failed = 0;
  for (const set of sets) {
    let one: Tried;
    try {
      one = await trySet(lab, set);
      // A busy machine loses a packet now and then; what is wrong is wrong again.
      if (one.problems.length > 0) one = await trySet(lab, set);
    } catch (problem) {
      await lab.ask("close");
      console.log(`FAILED   ${set.name}: ${(problem as Error).message.slice(0, 600)}`);
      failed++;
      continue;
    }
    tried.push(one);
    const agrees = one.problems.length === 0 ? "agrees" : "DIFFERS";
    console.log(
      `${agrees.padEnd(8)} ${one.name.padEnd(64)} ${String(one.probes).padStart(4)} probes, ${one.worked} work, ${one.needed} need`,
    );
    for (const problem of one.problems.slice(0, 12)) console.log(`           ${problem}`);
  }
  lab.end();
  const wrong = tried.filter(({ problems }) => problems.length > 0).length;
  const sum = (part: (one: Tried) => number): number => tried.reduce((total, one) => total + part(one), 0);
  console.log(
    `${tried.length} rule sets, ${sum(({ probes }) => probes)} probes: ${sum(({ worked }) => worked)} classes work untracked, ${sum(({ needed }) => needed)} need tracking; ${wrong} sets differ, ${failed} failed`,
  );
  if (wrong + failed === 0 && process.argv.includes("--record")) record(tried);
  return wrong + failed === 0 ? 0 : 1;
}

function record(tried: readonly Tried[]): void {
  const version = (command: string): string => spawnSync(command, ["--version"], { encoding: "utf8" }).stdout.trim();
  const measured = { kernel: release(), nft: version("nft"), iptables: version("iptables") };
  const kept = tried.map(({ name, texts, ports, answer, probes }) => ({
    name,
    texts,
    ports,
    families: answer.families,
    classes: classesOf(answer),
    probes,
  }));
  writeFileSync(RECORDING, `${JSON.stringify({ ...measured, sets: kept }, undefined, 2)}\n`);
}
