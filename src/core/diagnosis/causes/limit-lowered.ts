// Cause: the limit lies below what this kernel chooses by itself for this memory: somebody lowered it.

import { defaultMax } from "../../kernel/hash-table.ts";
import { MAX_PATH } from "../../kernel/table-keys.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { CAUSE_TITLES } from "../cause-titles.ts";
import type { FindCause } from "../context.ts";
import { read, set } from "./steps.ts";

/**
 * More than so many times below the kernel's own, a limit explains the trouble before any state does: staged on 6.12.118 with an
 * eighth of it, 50 connections a second lost half of all tries; TIME_WAIT was all there was to see, and its shorter timeout
 * left a quarter of them lost.
 */
const FAR = 4;

export const limitLowered: FindCause = (context) => {
  const { evidence, pressed, max, target, values } = context;
  const own = target?.memory === undefined ? undefined : defaultMax(target);
  if (!pressed || own === undefined || max === undefined || max === 0 || max >= own) return undefined;
  const loaded = evidence.log?.loaded?.max;
  const settable = !evidence.host || Object.keys(evidence.host.values).length === 0 || values[MAX_PATH] !== undefined;
  return {
    id: "limit-lowered",
    title: CAUSE_TITLES["limit-lowered"].usual,
    confidence: "likely",
    weight: max * FAR < own ? 1 : 0.29,
    evidence: [
      say("The limit is {max}; this kernel's default for this memory is {default}", { max: formatCount(max), default: formatCount(own) }),
      ...(loaded !== undefined && loaded !== max ? [say("When the module loaded, it was {max}", { max: formatCount(loaded) })] : []),
    ],
    steps: [
      read(
        "find-who-lowered",
        say("What lowered it"),
        "grep -rs nf_conntrack /etc/sysctl.conf /etc/sysctl.d /run/sysctl.d /usr/lib/sysctl.d /etc/modprobe.d /etc/udev/rules.d /etc/rancher /var/lib/kube-proxy",
        say(
          "A sysctl or modprobe file, a udev rule, or kube-proxy (conntrack.min and maxPerCore), which sets it every time it starts; conntrack-planner effective shows the order",
        ),
      ),
      ...(settable
        ? [set(context, "restore-limit", MAX_PATH, own, say("This kernel's default for this memory; also change it where it was lowered"))]
        : []),
    ],
  };
};
