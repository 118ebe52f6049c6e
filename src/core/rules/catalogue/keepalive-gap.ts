// An established timeout that ends before a local socket's first keepalive.

import type { Event } from "../../boot/appliers/run.ts";
import type { HostConfiguration } from "../../boot/configuration.ts";

import { readNumber } from "../../kernel/number.ts";
import { TCP_KEEPALIVE_TIME } from "../../kernel/related.ts";
import { dotted } from "../../sysctl/key-path.ts";
import { formatDuration } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { numberSpan, quotedNumber, writeValue } from "../engine/edits.ts";
import { ownWinner } from "../engine/host-part.ts";
import { homeOf } from "../engine/host-words.ts";
import { defineRule } from "../engine/rule.ts";
import { isKeySetting, type KeySetting } from "../engine/setting.ts";

const ESTABLISHED = "net/netfilter/nf_conntrack_tcp_timeout_established";
/** tcp_keepalive_time where nobody sets it (Documentation/networking/ip-sysctl.rst). Seconds. */
const DEFAULT_KEEPALIVE = 7200;
/** RFC 5382, REQ-5: two hours of keepalive and four minutes to answer it. Seconds. */
const ANSWER = 240;

export const keepaliveGap = defineRule<{ readonly setting: KeySetting; readonly keepalive: number }>({
  id: "keepalive-gap",
  severity: "information",
  *checkDocument({ document, settings, host }) {
    const { configuration } = host;
    const line = ownWinner(ESTABLISHED, host)?.statement.line;
    const setting = settings.find((candidate): candidate is KeySetting => candidate.line.number === line && isKeySetting(candidate));
    const final = configuration.finalNumber(ESTABLISHED);
    if (!setting || final === undefined || final <= 0n) return;
    const told = keepaliveIn(configuration);
    if (told === undefined) return;
    const keepalive = told?.seconds ?? DEFAULT_KEEPALIVE;
    if (Number(final) > keepalive) return;
    const value = quotedNumber(setting.line);
    const own = told && homeOf(told.line.file) === host.home ? document.lines[told.line.statement.line] : undefined;
    yield {
      span: numberSpan(setting.line),
      severity: own ? "warning" : "information",
      kernel: setting.verdict.outcome,
      message: told
        ? say("{value} is not longer than tcp_keepalive_time = {keepalive}: idle local connections lose their entry", { value, keepalive })
        : say("{value} is not longer than the first keepalive ({keepalive}): idle local connections lose their entry", {
            value,
            keepalive: formatDuration(keepalive),
          }),
      key: dotted(setting.path),
      ...(own?.kind === "setting" ? { related: [{ ...own.value, message: say("The first keepalive") }] } : {}),
      data: { setting, keepalive },
    };
  },
  fix: ({ setting, keepalive }) => [writeValue(setting.line, String(keepalive + ANSWER), "suggestion", formatDuration(keepalive + ANSWER))],
});

/**
 * The last line to set the keepalive time to a number of seconds the kernel takes (1 to INT_MAX / HZ). Null where none does,
 * undefined where a template leaves it open.
 */
function keepaliveIn({
  events,
  isOpen,
  finalValue,
}: HostConfiguration): { readonly line: Event; readonly seconds: number } | null | undefined {
  if (isOpen(TCP_KEEPALIVE_TIME) && finalValue(TCP_KEEPALIVE_TIME) === undefined) return undefined;
  for (let index = events.length - 1; index >= 0; index--) {
    const line = events[index];
    if (line?.path !== TCP_KEEPALIVE_TIME || line.result !== "taken") continue;
    const reading = readNumber(line.statement.value);
    if (reading.ok && reading.value > 0n && reading.value <= 2147483n) return { line, seconds: Number(reading.value) };
  }
  return null;
}
