// `check`: what the target kernel makes of the files it is given.
import { APPLIERS, controlComments, type LintOptions, lint, parse, RULES, SEVERITIES, type Severity, targetOf } from "../core/index.ts";
import { type Command, type ExitCode, UsageError } from "./command.ts";
import { readInputs } from "./inputs.ts";
import type { Input } from "./options.ts";
import type { Output } from "./output.ts";
import type { JudgedFile, Report } from "./report.ts";
import { jsonReport } from "./report-json.ts";
import { textReport } from "./report-text.ts";
import { counted, painter } from "./style.ts";
import { didYouMean } from "./suggest.ts";
import { ARCH, HZ, KERNEL, MEMORY, readTarget } from "./target-options.ts";
import { quoted, visible } from "./visible.ts";

const CHOICES: readonly (Severity | "off")[] = ["off", ...SEVERITIES.toReversed()];

export const check: Command = {
  name: "check",
  usage: "[PATH...|-] [OPTION...]",
  summary: "Judges the conntrack keys of files, of all sysctl files in folders, or of standard input (-)",
  description: [
    "A comment in a file, # conntrack-target: kernel=5.10 memory=8G, says what it is for and wins over the options.\nLinks are not followed out of a folder. A file that is named is read whatever it is called.",
    "Exit codes: 0 no error; 1 errors, or more warnings than --max-warnings; 2 wrong use, or input that cannot be read.",
  ],
  options: [
    KERNEL,
    ARCH,
    HZ,
    MEMORY,
    {
      name: "applier",
      value: "NAME",
      choices: APPLIERS,
      help: `the program that applies the files: ${APPLIERS.join(", ")} (default systemd)`,
    },
    { name: "rule", value: "ID=SEVERITY", repeatable: true, help: `${CHOICES.join(", ")}: instead of the rule's own` },
    { name: "format", value: "FORMAT", choices: ["text", "json"], help: "text or json (default text)" },
    { name: "max-warnings", value: "N", help: "how many warnings are still no failure (default any)" },
  ],
  async run(input, output) {
    const options = readLintOptions(input);
    const mostWarnings = readMaxWarnings(input);
    const report = input.value("format") === "json" ? jsonReport(options.target) : textReport(options.target, painter(output.colour));
    return judgeAll(input.rest, options, mostWarnings, report, output);
  },
};

async function judgeAll(
  paths: readonly string[],
  options: LintOptions,
  mostWarnings: number,
  report: Report,
  output: Output,
): Promise<ExitCode> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  let files = 0;
  let filesWithFindings = 0;
  let unread = 0;
  let begun = false;
  const begin = async (): Promise<void> => {
    if (!begun) for (const piece of report.begin()) await output.write(piece);
    begun = true;
  };
  for await (const input of readInputs(paths)) {
    // Not before the first input: a mistake in what to read leaves no half a report.
    await begin();
    const name = input.path === "-" ? "<stdin>" : visible(input.path);
    if ("note" in input) output.say(`${name}: ${input.note}`);
    if ("problem" in input) {
      output.say(`${name}: ${visible(input.problem)}`);
      unread++;
    }
    if (!("text" in input)) continue;
    let judged: JudgedFile;
    try {
      judged = judge(input.path, input.text, options);
    } catch (error) {
      output.say(`${name}: could not be judged, which is a mistake in this program: ${visible(String(error))}`);
      unread++;
      continue;
    }
    files++;
    if (judged.findings.length > 0) filesWithFindings++;
    for (const { severity } of judged.findings) counts[severity]++;
    for (const piece of report.file(judged)) await output.write(piece);
  }
  await begin();
  for (const piece of report.end({ files, filesWithFindings, unread, counts })) await output.write(piece);
  const tooMany = counts.warning > mostWarnings;
  if (tooMany) output.say(`${counted(counts.warning, "warning")}, more than --max-warnings ${mostWarnings} allows`);
  return unread > 0 ? 2 : counts.error > 0 || tooMany ? 1 : 0;
}

function judge(path: string, text: string, options: LintOptions): JudgedFile {
  const document = parse(text);
  const target = targetOf(options.target, controlComments(document));
  return { path, document, findings: lint(document, options), ownTarget: target === options.target ? undefined : target };
}

function readLintOptions(input: Input): LintOptions {
  const applier = APPLIERS.find((name) => name === input.value("applier")) ?? "systemd";
  const severities: Record<string, Severity | "off"> = {};
  for (const setting of input.values("rule")) {
    const [id = "", word, ...more] = setting.split("=");
    const severity = CHOICES.find((choice) => choice === word);
    const ids = RULES.map((rule) => rule.id);
    if (word === undefined || more.length > 0)
      throw new UsageError(`--rule ${quoted(setting)} is not understood; write ID=SEVERITY, such as out-of-range=off`);
    if (!ids.includes(id)) throw new UsageError(`There is no rule ${quoted(id)}${didYouMean(id, ids) || `; there are ${ids.join(", ")}`}`);
    if (!severity)
      throw new UsageError(`${quoted(word)} is no severity${didYouMean(word, CHOICES) || `; there are ${CHOICES.join(", ")}`}`);
    severities[id] = severity;
  }
  return { target: readTarget(input), applier, severities };
}

function readMaxWarnings(input: Input): number {
  const value = input.value("max-warnings");
  if (value === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(`--max-warnings ${quoted(value)} is no count; write a whole number, such as 0`);
  return Number(value);
}
