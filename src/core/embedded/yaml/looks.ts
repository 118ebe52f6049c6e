// What a text within another seems to be, by a look at its lines.
import { KUBE_PROXY_KIND } from "../kube-proxy.ts";

/** Keys whose texts are for people. */
const PROSE: ReadonlySet<string> = new Set(
  "description summary help message msg title comment note notes documentation annotations labels runbook_url expr legend fail_msg success_msg when changed_when failed_when that assert register regexp search replace grep tags name".split(
    " ",
  ),
);

export function isProse(name: string): boolean {
  return PROSE.has(name);
}

/** A map of settings, in brackets or not, or a configuration of kube-proxy. */
export function isYaml(text: string): boolean {
  return text.includes(KUBE_PROXY_KIND) || /^[ \t{]{0,40}["']?net[./][\w./]{0,40}conntrack\w{0,60}["']?[ \t]{0,9}:[ \t]/m.test(text);
}

/** Some command of those that set something is in it, or something is written to. */
export function isShell(text: string): boolean {
  return /(?:^|[\s;&|("'/])(?:sysctl|modprobe|insmod|tee)[ \t]|>[ \t]*["']?\/(?:proc|sys|etc|host|rootfs)\/|--sysctl[ =]/.test(text);
}
