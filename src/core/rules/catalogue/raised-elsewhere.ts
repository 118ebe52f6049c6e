// A limit or a timeout that another program sets once the files have been applied.
import type { EffectiveSetting, HostConfiguration } from "../../boot/configuration.ts";
import { KUBE_PROXY, lowersWhatIsHigher } from "../../boot/other-programs/kube-proxy-figures.ts";
import type { OtherSetting } from "../../boot/other-programs/other-setting.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { placeName, shortValue } from "../engine/host-words.ts";
import { defineRule } from "../engine/rule.ts";
import { shortName } from "../engine/words.ts";

export const raisedElsewhere = defineRule<undefined>({
  id: "raised-elsewhere",
  severity: "warning",
  *checkHost(host) {
    const raised = new Set(host.others.map(({ path }) => path));
    if (raised.size === 0) return;
    for (const setting of host.settings) {
      if (!raised.has(setting.path)) continue;
      const message = messageFor(setting, host);
      if (!message) continue;
      const { file, statement } = setting.line;
      const { by, severity } = message;
      yield {
        file,
        span: statement.valueSpan,
        kernel: "accepts",
        ...(severity && { severity }),
        message: message.text,
        key: setting.key,
        related: [{ file: by.file, start: by.start, end: by.end, message: say("Configuration of {source}", { source: by.source }) }],
        data: undefined,
      };
    }
  },
});

const MOST_CORES = 64;

interface Message {
  readonly severity?: "information";
  readonly text: string;
  readonly by: OtherSetting;
}

function messageFor(setting: EffectiveSetting, { others }: HostConfiguration): Message | undefined {
  const own = others.filter(({ path }) => path === setting.path);
  const value = Number(setting.value);
  const least = own.find(({ effect }) => effect === "at-least");
  if (least && value < Number(least.value)) {
    return {
      by: least,
      text: say("Raised by kube-proxy to {least} or more (conntrack.min, {file})", {
        least: formatCount(Number(least.value)),
        file: placeName(least.file, least.line),
      }),
    };
  }
  const perCore = own.find(({ effect }) => effect === "per-core");
  const cores = perCore ? Math.floor(value / Number(perCore.value)) + 1 : 0;
  if (perCore) {
    // Beyond that few machines are, and 1.36 and later stop at that.
    const raised = value < KUBE_PROXY.most && cores <= MOST_CORES;
    const lowers = perCore.minor === undefined ? undefined : lowersWhatIsHigher(perCore.minor);
    const lowered = lowers !== false && value > Number(least?.value ?? KUBE_PROXY.min);
    const below = Math.ceil(value / Number(perCore.value));
    const each = formatCount(Number(perCore.value));
    const file = placeName(perCore.file, perCore.line);
    const text = byCores(raised, lowered && (lowers ? "always" : "sometimes"), { cores, below, each, file });
    if (text !== undefined) return { severity: "information", by: perCore, text };
  }
  const by = own.find(
    (other) => other.effect === "sets" && other.value !== setting.value && comesAfter(other, setting) && wins(other, value),
  );
  if (!by) return undefined;
  return {
    by,
    text: say('Overridden by {source}: "{key}" = {value} ({file})', {
      source: by.source,
      key: shortName(by.path),
      value: shortValue(by.value),
      file: placeName(by.file, by.line),
    }),
  };
}

/** What a number of cores makes of the value; it is lowered below so many, by some versions or by all. */
function byCores(
  raised: boolean,
  lowered: false | "sometimes" | "always",
  values: { readonly cores: number; readonly below: number; readonly each: string; readonly file: string },
): string | undefined {
  if (raised) {
    if (lowered === "always")
      return say("Set by kube-proxy: raised from {cores} cores up, lowered below {below} ({each} per core, {file})", values);
    return lowered
      ? say("Set by kube-proxy: raised from {cores} cores up, lowered below {below} by some versions ({each} per core, {file})", values)
      : say("Set by kube-proxy: raised from {cores} cores up ({each} per core, {file})", values);
  }
  if (lowered === "always") return say("Set by kube-proxy: lowered below {below} cores ({each} per core, {file})", values);
  return lowered ? say("Set by kube-proxy: lowered below {below} cores by some versions ({each} per core, {file})", values) : undefined;
}

/** Releases that only raise leave a higher value as it is. */
function wins({ minor, value }: OtherSetting, present: number): boolean {
  return minor === undefined || lowersWhatIsHigher(minor) !== false || !(Number(value) < present);
}

function comesAfter({ source }: OtherSetting, { line }: EffectiveSetting): boolean {
  if (source === "boot parameter") return false;
  return source !== "TuneD" || /^\/(?:usr\/)?(?:local\/)?lib\//.test(line.file.path);
}
