// Cause: a setting that files ask for is not in force: "was my setting applied, and why not?"

import { MODULE_FILE } from "../../boot/tree/places.ts";
import { BUCKETS_PATH, MAX_PATH } from "../../kernel/table-keys.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { shellWord } from "../../text/shell-word.ts";
import { say } from "../../words/say.ts";
import { isAbsent, type NotApplied, placeName, settingsNotApplied } from "../applied/not-applied.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { Context, FindCause } from "../context.ts";
import type { Step } from "../diagnosis.ts";

const MOST_TOLD = 6;

export const settingNotApplied: FindCause = (context) => {
  const all = settingsNotApplied(context);
  const [first] = all;
  if (!first) return undefined;
  return {
    id: "setting-not-applied",
    title: all.length === 1 ? CAUSE_TITLES["setting-not-applied"].one : CAUSE_TITLES["setting-not-applied"].several(String(all.length)),
    confidence: all.some(({ refused }) => refused) ? "certain" : "likely",
    weight: Math.max(...all.map((one) => weightOf(one, context))),
    evidence: [
      ...all.slice(0, MOST_TOLD).flatMap(told),
      ...(all.length > MOST_TOLD ? [say("And {all} more", { all: all.length - MOST_TOLD })] : []),
    ],
    steps: stepsFor(all, context),
  };
};

/** A table that is full for want of the limit or the timeout that somebody wrote down is explained by that, as long as no flood is. */
function weightOf({ path, wanted, running }: NotApplied, { pressed }: Context): number {
  if (pressed !== true || wanted === null) return 0.05;
  const tooLow = path === MAX_PATH || path === BUCKETS_PATH || path === "hashsize";
  if (tooLow) return running === undefined || running < wanted ? 0.5 : 0.05;
  return path.includes("_timeout") && (running === undefined || running > wanted) ? 0.35 : 0.05;
}

function told({ path, wanted, running, line, refused, why }: NotApplied): readonly string[] {
  const key = dotted(path);
  const asked = wanted === null ? (line?.text ?? "…") : String(wanted);
  const setting = `${key} = ${asked}`;
  return [
    `${line ? inFile(placeName(line), setting, running) : inLog(setting, running)} ${why}`,
    ...(refused
      ? [
          refused.time
            ? say("Logged at {time}: {line}", { time: refused.time.text, line: refused.sample })
            : say("Logged: {line}", { line: refused.sample }),
        ]
      : []),
  ];
}

function inFile(place: string, setting: string, running: number | undefined): string {
  return running === undefined
    ? say("{place} has {setting}; current value unknown.", { place, setting })
    : say("{place} has {setting}; current value {running}.", { place, setting, running });
}

function inLog(setting: string, running: number | undefined): string {
  return running === undefined
    ? say("The log mentions {setting}; current value unknown.", { setting })
    : say("The log mentions {setting}; current value {running}.", { setting, running });
}

function stepsFor(all: readonly NotApplied[], { evidence: { configured }, target }: Context): readonly Step[] {
  const steps: Step[] = [];
  const missing = all.find(({ refused }) => refused?.reason === "missing");
  const loader = configured?.loader ?? undefined;
  if (missing && loader === undefined && !(target && isAbsent(missing.path, target)))
    steps.push({
      kind: "advice",
      id: "load-module-first",
      text: say(
        'Load nf_conntrack before the settings are applied: add a line "nf_conntrack" to {moduleFile}. Firewall rules load it too late',
        { moduleFile: MODULE_FILE },
      ),
    });
  if (missing && typeof loader === "object")
    steps.push({
      kind: "read",
      id: "read-refusal",
      what: say("Messages from loading the module"),
      command: "journalctl -b -u systemd-modules-load -u systemd-sysctl",
      why: say("Shows whether loading failed, or happened after the settings"),
    });
  const file = all.find(({ refused, line }) => line && (refused?.reason === "invalid" || line.fate === "refused"))?.line?.file;
  if (file !== undefined)
    steps.push({
      kind: "read",
      id: "read-refusal",
      what: say("Values the kernel accepts"),
      command: `conntrack-planner check ${shellWord(file)}`,
      why: say("Shows the accepted values next to the line"),
    });
  if (all.some(({ refused }) => refused?.reason === "denied" || refused?.reason === "read-only"))
    steps.push({ kind: "advice", id: "set-on-host", text: say("Set machine-wide values on the host, outside the container") });
  if (all.some(({ refused, line }) => line?.fate === "wins" && refused?.reason !== "invalid" && refused?.reason !== "unknown"))
    steps.push({
      kind: "advice",
      id: "apply-again",
      text: say(
        "Then apply the files again: sysctl --system prints each line it cannot apply. Review the files first: it sets all keys in all files",
      ),
    });
  return steps;
}
