// The formats of a report of `check`, by name.
import type { LintOptions } from "../core/language/index.ts";
import type { Report } from "./report.ts";
import { githubReport } from "./report-github.ts";
import { gitlabReport } from "./report-gitlab.ts";
import { jsonReport } from "./report-json.ts";
import { sarifReport } from "./report-sarif.ts";
import { textReport } from "./report-text.ts";
import { painter } from "./style.ts";

const FORMATS: Readonly<Record<string, (options: LintOptions, colour: boolean) => Report>> = {
  text: ({ target }, colour) => textReport(target, painter(colour)),
  json: ({ target }) => jsonReport(target),
  sarif: (options) => sarifReport(options),
  github: () => githubReport(),
  gitlab: () => gitlabReport(),
};

export const FORMAT_NAMES: readonly string[] = Object.keys(FORMATS);

/** `format` is one of FORMAT_NAMES. */
export function openReport(format: string, options: LintOptions, colour: boolean): Report {
  const open = FORMATS[format];
  if (!open) throw new RangeError(`no format ${format}`);
  return open(options, colour);
}
