// A diagnosis and what it stands on, as JSON.
import type { Configured, Diagnosis, Evidence, ReadStep, RefusedSetting, Step } from "../../core/diagnosis/index.ts";
import type {
  ConfiguredJson,
  ConfiguredLineJson,
  DiagnosisJson,
  EvidenceJson,
  ReadStepJson,
  RefusedSettingJson,
  StepJson,
} from "../json/diagnose.ts";
import { changesJson, hostJson, statisticsJson } from "./host.ts";
import { logJson, timeJson } from "./log.ts";
import { namespacesJson } from "./namespaces.ts";
import { ownersJson } from "./owners.ts";
import { tableJson } from "./table.ts";

export function diagnosisJson(diagnosis: Diagnosis): DiagnosisJson {
  const { verdict, severity, drops, since, until, causes, plan, known, unknown, next } = diagnosis;
  return {
    verdict,
    severity,
    drops: drops && {
      atLeast: drops.atLeast,
      about: drops.about,
      perSecond: drops.perSecond,
      from: drops.from,
      caveats: drops.caveats,
    },
    since,
    until,
    causes: causes.map(({ id, title, confidence, weight, evidence, steps, apart, leave, proven = null }) => {
      return { id, title, confidence, weight, evidence, steps: steps.map(stepJson), apart, leave, proven };
    }),
    plan: plan && {
      settings: plan.settings.map(({ key, value, was, why, cost }) => ({ key, value, was, why, cost })),
      memory: plan.memory,
      basis: plan.basis,
    },
    known,
    unknown,
    next: next.map(readStepJson),
  };
}

export function evidenceJson(evidence: Evidence): EvidenceJson {
  const { log, statistics, changes, table, settings, refused, configured, machine, events, pieces, unread, foreign } = evidence;
  const { host, namespaces, owners } = evidence;
  return {
    ...(log && { log: logJson(log) }),
    ...(statistics && { statistics: statisticsJson(statistics) }),
    ...(changes && { changes: changesJson(changes) }),
    ...(table && { table: tableJson(table) }),
    ...(settings && { settings: { ...settings } }),
    ...(refused && { refused: refused.map(refusedJson) }),
    ...(configured && { configured: configuredJson(configured) }),
    ...(machine && { machine: { name: machine.name, kernel: machine.kernel, arch: machine.arch, memory: machine.memory } }),
    ...(events && { events: { new: events.new, update: events.update, destroy: events.destroy } }),
    ...(pieces && { pieces: pieces.map(({ kind, name, from, to }) => ({ kind, name, from, to })) }),
    ...(unread && { unread: { lines: unread.lines, samples: unread.samples.map(({ name, line, text }) => ({ name, line, text })) } }),
    ...(foreign && { foreign }),
    ...(host && { host: hostJson(host) }),
    ...(namespaces && { namespaces: namespacesJson(namespaces) }),
    ...(owners && { owners: ownersJson(owners) }),
  };
}

function configuredJson({ applier, settings, loader, later }: Configured): ConfiguredJson {
  return {
    applier,
    settings: settings.map(({ file, line, path, text, fate, leaves, by }) => ({
      file,
      line,
      path,
      text,
      fate,
      leaves,
      by: by && lineJson(by),
    })),
    loader: typeof loader === "object" && loader !== null ? lineJson(loader) : loader,
    later: later.map(({ file, line, source, path }) => ({ file, line, source, path })),
  };
}

function lineJson({ file, line }: ConfiguredLineJson): ConfiguredLineJson {
  return { file, line };
}

function refusedJson({ key, value, reason, time, lines, sample }: RefusedSetting): RefusedSettingJson {
  return { key, value, reason, time: timeJson(time), lines, sample };
}

function stepJson(step: Step): StepJson {
  const { id } = step;
  switch (step.kind) {
    case "set":
      return { kind: step.kind, id, key: step.key, value: step.value, why: step.why, cost: step.cost };
    case "rule":
      return { kind: step.kind, id, title: step.title, rule: step.rule, why: step.why };
    case "read":
      return { ...readStepJson(step), id };
    case "calculate":
      return { kind: step.kind, id, why: step.why };
    case "advice":
      return { kind: step.kind, id, text: step.text };
  }
}

function readStepJson({ kind, what, command, why }: ReadStep): ReadStepJson {
  return { kind, what, command, why };
}
