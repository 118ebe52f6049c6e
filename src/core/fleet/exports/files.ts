// What a report leaves to be written: for each pool a plan, a file of sysctl.d and a task of Ansible, and rules for all.
import { ansibleTask } from "../../plan/exports/ansible.ts";
import { sysctlLines } from "../../plan/exports/sysctl.ts";
import { PLAN_FILE_ENDING, printPlan } from "../../plan/plan-file.ts";
import { visible } from "../../text/visible.ts";
import { formatCount } from "../../units/units.ts";
import type { FleetReport } from "../fleet-report.ts";
import type { PoolReport } from "../pool-report.ts";
import { plannedState, poolSettings } from "../pool-table.ts";
import type { Scope } from "../scope.ts";
import { poolName, timeWords } from "../words.ts";
import { fleetRules } from "./rules.ts";

export interface WrittenFile {
  readonly name: string;
  readonly text: string;
}

export function filesOf({ pools }: FleetReport, scope: Scope): readonly WrittenFile[] {
  const names = fileNames(pools.map(({ pool }) => pool));
  return [
    ...pools.flatMap((pool, index) => poolFiles(pool, names[index] ?? "pool")),
    { name: "conntrack.rules.yml", text: fleetRules(scope) },
  ];
}

function poolFiles(pool: PoolReport, name: string): readonly WrittenFile[] {
  const { table, peak } = pool;
  if (!table || !peak) return [];
  const settings = poolSettings(table);
  const why = `# ${visible(poolName(pool.pool))}: ${formatCount(peak.entries)} entries at most, on ${visible(peak.host)}, ${timeWords(peak.at)} UTC`;
  return [
    { name: `${name}${PLAN_FILE_ENDING}`, text: printPlan(plannedState(table)) },
    { name: `90-conntrack-${name}.conf`, text: `${why}\n${sysctlLines(settings)}` },
    { name: `${name}.ansible.yml`, text: `${why}\n${ansibleTask(settings)}` },
  ];
}

/** Of letters, digits, dots and dashes; two pools never share one, also where a file system knows no case. */
function fileNames(pools: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  /** The next number of those that are alike, so that ten thousand are not each counted from the beginning. */
  const next = new Map<string, number>();
  return pools.map((pool) => {
    const plain =
      pool
        .replace(/[^A-Za-z0-9.-]/g, "-")
        .replace(/^[.-]/, "_")
        .slice(0, 80) || "pool";
    let name = plain;
    const alike = plain.toLowerCase();
    let count = next.get(alike) ?? 2;
    for (; taken.has(name.toLowerCase()); count++) name = `${plain}-${count}`;
    next.set(alike, count);
    taken.add(name.toLowerCase());
    return name;
  });
}
