// The result of a suite that ran inside an extension host, as data both sides know.
// Imports nothing: it is bundled for a host without Node.

export interface TestResult {
  /** Suite titles, then the test's own. */
  readonly path: readonly string[];
  readonly state: "passed" | "failed" | "skipped";
  readonly milliseconds: number;
  readonly error?: string;
}

export interface Report {
  readonly tests: readonly TestResult[];
}

/** Where the suite leaves its report, in the workspace folder. */
export const reportFile = ".extension-tests.json";
