// What a text within another seems to be, by a look at its lines.
import { isKey } from "../keys.ts";
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

/** Lines of settings and comments, and nothing else. */
export function isSysctlText(text: string): boolean {
  let settings = 0;
  for (const line of text.split("\n")) {
    const said = line.trim();
    if (said === "" || /^[#;]/.test(said) || /^\{[{%#].*[}%#]\}$/.test(said)) continue;
    const key = /^-?\s*([\w./-]{3,120})\s*=(?!=)/.exec(said)?.[1];
    if (key === undefined || !/[./]/.test(key)) return false;
    if (isKey(key)) settings++;
  }
  return settings > 0;
}

/** A map of settings, in brackets or not, or a configuration of kube-proxy. */
export function isYaml(text: string): boolean {
  return text.includes(KUBE_PROXY_KIND) || /^[ \t{]{0,40}["']?net[./][\w./]{0,40}conntrack\w{0,60}["']?[ \t]{0,9}:[ \t]/m.test(text);
}

export function looksModprobe(text: string): boolean {
  return (
    /^[ \t]*options[ \t]+\w*conntrack[ \t]+\S+=/m.test(text) &&
    text.split("\n").every((line) => /^\s*(?:$|#|options|blacklist|install|alias|softdep|remove)/.test(line))
  );
}

/** Some command of those that set something is in it, or something is written to. */
export function isShell(text: string): boolean {
  return /(?:^|[\s;&|("'/])(?:sysctl|modprobe|insmod|tee)[ \t]|>[ \t]*["']?\/(?:proc|sys|etc|host|rootfs)\/|--sysctl[ =]/.test(text);
}
