// Documents of any length to measure with: a sysctl.conf and, line for line, the same settings as JSON.
import { allKeys } from "../../src/core/kernel/catalogue.ts";
import { DEFAULT_TARGET } from "../../src/core/kernel/target.ts";
import { lint } from "../../src/core/rules/engine/lint.ts";
import { parse } from "../../src/core/sysctl/parse.ts";

export interface Pair {
  readonly sysctl: string;
  readonly json: string;
}

const OPTIONS = { target: DEFAULT_TARGET, applier: "systemd" } as const;

/** Settings of conntrack keys that are right, alone and together. */
const SETTINGS: readonly (readonly [key: string, value: number])[] = allKeys()
  .filter(({ path, sameAs }) => sameAs === undefined && !path.includes("frag6"))
  .flatMap(({ path }) => {
    const key = path.replaceAll("/", ".");
    const value = [65536, 600, 1].find((candidate) => lint(parse(`${key} = ${candidate}\n`), OPTIONS).length === 0);
    return value === undefined ? [] : [[key, value] as const];
  });

/** Of each 8 lines, see build(). */
const SETTINGS_IN_8 = 4;

/** The schema's 60 keys: ours, and others to make it 60. */
export const KEYS: readonly string[] = [...SETTINGS.map(([key]) => key), ...Array.from({ length: 60 }, (_, index) => foreign(index))].slice(
  0,
  60,
);

/** How many lines hold each conntrack key once. */
export const CONNTRACK_LINES = Math.ceil((SETTINGS.length * 8) / SETTINGS_IN_8);

/** Each conntrack key once and nothing else but comments and blanks: nothing to report. At most CONNTRACK_LINES long. */
export function conntrackOnce(lines: number): Pair {
  return build(lines, (index) => SETTINGS[index] ?? [foreign(index), index % 3]);
}

/**
 * Settings of conntrack keys only, and far more of them than there are keys: most repeat a key, and both sides report that.
 * The rest is comments and blanks.
 */
export function conntrackRepeated(lines: number): Pair {
  return build(lines, (index) => SETTINGS[index % SETTINGS.length] as (typeof SETTINGS)[number]);
}

/** The same with each conntrack key once, and settings of other things in all other places: nothing to report. */
export function conntrackAmongOthers(lines: number): Pair {
  return build(lines, (index) => {
    const [key, value] = SETTINGS[index / 7] ?? [];
    return key === undefined || value === undefined ? [foreign(index), index % 3] : [key, value];
  });
}

function foreign(index: number): string {
  return `net.ipv4.conf.vlan${index}.rp_filter`;
}

function build(lines: number, setting: (index: number) => readonly [key: string, value: number]): Pair {
  const sysctl: string[] = [];
  const json: string[] = ["{"];
  let index = 0;
  while (sysctl.length < lines) {
    const place = sysctl.length % 8;
    if (place === 0) {
      sysctl.push("# Connection tracking: what the firewall remembers of each flow, and for how long");
      json.push("// Connection tracking: what the firewall remembers of each flow, and for how long");
    } else if (place === 1 || place === 4) {
      sysctl.push("# The default is fine for most machines");
      json.push("// The default is fine for most machines");
    } else if (place === 7) {
      sysctl.push("");
      json.push("");
    } else {
      const [key, value] = setting(index++);
      sysctl.push(`${key} = ${value}`);
      json.push(`  "${key}": ${value},`);
    }
  }
  // An object may not end in a comma.
  json.push('  "end": 0', "}");
  return { sysctl: `${sysctl.join("\n")}\n`, json: json.join("\n") };
}
