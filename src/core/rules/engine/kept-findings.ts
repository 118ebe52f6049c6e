// The findings of a file as far as they are kept: a hostile one has more than the memory holds. All are counted.
import { LIMITS } from "../../text/limits.ts";
import { type Finding, SEVERITIES, type Severity } from "./finding.ts";

export interface Linted {
  /** By place in the file. */
  readonly findings: readonly Finding[];
  /** How many more there are of each severity, which are not kept. */
  readonly omitted: Readonly<Record<Severity, number>>;
  /** What of the file was not followed, and why, where it is judged by itself. */
  readonly left: readonly string[];
}

export class KeptFindings {
  private readonly kept: Finding[] = [];
  private byRule: Map<string, number> | undefined;
  private readonly omitted: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  private readonly most: number;

  /** Infinity keeps them all. */
  constructor(most: number = LIMITS.findings) {
    this.most = most;
  }

  /** Rules look at one line after the other: of each rule those that come first are kept. */
  add(finding: Finding): void {
    this.byRule ??= new Map();
    const count = this.byRule.get(finding.rule) ?? 0;
    this.byRule.set(finding.rule, count + 1);
    if (count < this.most) this.kept.push(finding);
    else this.omitted[finding.severity]++;
    if (this.kept.length >= this.most * 2) this.cut();
  }

  /** Those that were not kept where they were found. */
  omit(counts: Linted["omitted"]): void {
    for (const severity of SEVERITIES) this.omitted[severity] += counts[severity];
  }

  /** What comes after so many others is not kept in the end either. */
  private cut(): void {
    if (this.kept.length === 0) return;
    this.kept.sort((a, b) => a.start - b.start || a.end - b.end);
    for (const { severity } of this.kept.splice(this.most)) this.omitted[severity]++;
  }

  end(left: Linted["left"] = []): Linted {
    this.cut();
    return { findings: this.kept, omitted: this.omitted, left };
  }
}

export function totalOf(counts: Readonly<Record<Severity, number>>): number {
  return SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
}
