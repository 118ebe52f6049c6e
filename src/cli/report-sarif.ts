// Findings in the Static Analysis Results Interchange Format, SARIF 2.1.0 (OASIS standard). Written file by file.
import type { Artifact, ArtifactLocation, Invocation, Notification, PhysicalLocation, Result, Run } from "sarif";
import { type Finding, type LintOptions, type RelatedPlace, type SysctlDocument, visibleMessage } from "../core/language/index.ts";
import { VERSION } from "./help.ts";
import type { JudgedFile, Notice, Report, Totals } from "./report.ts";
import { BASE_ID, baseLocation, change, artifactLocation as locationOf, region } from "./sarif-places.ts";
import { descriptors, LEVELS, overrides, ruleIndex } from "./sarif-rules.ts";
import { targetJson } from "./to-json/target.ts";
import { nestedJson } from "./to-json/text.ts";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

export function sarifReport(options: LintOptions): Report {
  const artifacts: Artifact[] = [];
  let first = true;
  return {
    *begin() {
      const head: Run = {
        tool: {
          driver: {
            name: "Conntrack Planner",
            semanticVersion: VERSION,
            shortDescription: { text: "Checks the conntrack keys in a sysctl.conf as the Linux kernel would." },
            rules: descriptors(),
          },
        },
        defaultEncoding: "utf-8",
        columnKind: "utf16CodeUnits",
        newlineSequences: ["\r\n", "\n", "\r"],
        originalUriBaseIds: { [BASE_ID]: baseLocation() },
        properties: { target: targetJson(options.target), applier: options.applier },
      };
      // The object stays open: results follow as they come.
      yield `{\n  "$schema": "${SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    ${nestedJson(head, 2).replace(/\n {4}\}$/, "")},\n      "results": [`;
    },
    *file(file) {
      const location = { ...locationOf(file.path), index: artifacts.length };
      artifacts.push(artifact(file, location));
      for (const finding of file.findings) {
        yield `${first ? "" : ","}\n        ${nestedJson(result(file.document, location, finding), 4)}`;
        first = false;
      }
    },
    *end(totals) {
      yield `${first ? "" : "\n      "}],\n      "artifacts": ${nestedJson(artifacts, 3)},\n`;
      yield `      "invocations": ${nestedJson([invocation(options, totals)], 3)}\n    }\n  ]\n}\n`;
    },
  };
}

function result(document: SysctlDocument, artifactLocation: ArtifactLocation, finding: Finding): Result {
  const { rule, severity, kernel, message, key, related = [], fixes } = finding;
  const physicalLocation = (place: Finding | RelatedPlace): PhysicalLocation => {
    if (!("file" in place) || place.file === undefined) return { artifactLocation, region: region(document, place) };
    return { artifactLocation: locationOf(place.file), ...(place.document && { region: region(place.document, place) }) };
  };
  const relatedLocations = related.map((other, index) => ({
    id: index + 1,
    message: { text: visibleMessage(other.message) },
    physicalLocation: physicalLocation(other),
  }));
  // A fix that makes a new file has no place in the format.
  const changes = fixes()
    .filter(({ edits }) => edits.length > 0)
    .map(({ title, safety, edits }) => ({
      description: { text: title },
      artifactChanges: [{ artifactLocation, replacements: edits.map((edit) => change(document, edit)) }],
      properties: { safety },
    }));
  return {
    ruleId: rule,
    ruleIndex: ruleIndex(rule),
    level: LEVELS[severity],
    message: { text: visibleMessage(message) },
    locations: [{ physicalLocation: physicalLocation(finding) }],
    ...(relatedLocations.length > 0 && { relatedLocations }),
    ...(changes.length > 0 && { fixes: changes }),
    properties: { severity, kernel, ...(key !== undefined && { key }) },
  };
}

function artifact({ ownTarget }: JudgedFile, location: ArtifactLocation): Artifact {
  return {
    location,
    roles: ["analysisTarget"],
    ...(ownTarget && { properties: { target: targetJson(ownTarget) } }),
  };
}

function invocation(options: LintOptions, { exitCode, notices }: Totals): Invocation {
  return {
    executionSuccessful: exitCode !== 2,
    exitCode,
    workingDirectory: { uri: baseLocation().uri },
    ruleConfigurationOverrides: overrides(options.severities),
    toolExecutionNotifications: notices.map(notification),
  };
}

function notification({ path, message, level }: Notice): Notification {
  return { level, message: { text: visibleMessage(message) }, locations: [{ physicalLocation: { artifactLocation: locationOf(path) } }] };
}
