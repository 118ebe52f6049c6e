// Programs and files beside sysctl.d that set conntrack keys too, as far as files tell. What they mean for a line is
// decided elsewhere.
import { findKey } from "../../kernel/catalogue.ts";
import { variableOf } from "../../kernel/variable.ts";
import { keyPath } from "../../sysctl/key-path.ts";
import type { Span } from "../../text/span.ts";
import { linesOf } from "../appliers/lines.ts";
import { lineCounter } from "../appliers/statement.ts";
import type { HostConfiguration, Unread } from "../configuration.ts";
import { commandLine } from "../modules/modules.ts";
import { bootWords } from "../tree/command-line.ts";
import { CLOUD_CONFIG_FOLDER, KUBE_PROXY_FILES, KUBE_PROXY_FOLDERS, TUNED_PROFILE, UFW_CONF, UFW_SYSCTL } from "../tree/places.ts";
import type { Tree, TreeFile } from "../tree/tree.ts";
import { isKubeProxyConfiguration, type KubeProxyReader, kubeProxyMinor, readKubeProxy } from "./kube-proxy.ts";
import type { OtherSetting, OtherSource } from "./other-setting.ts";
import { udevRules } from "./udev.ts";

/** What may be of kube-proxy: files that lie elsewhere, and the reader of its configuration, where it is loaded. */
export interface KubeProxySources {
  readonly more?: readonly TreeFile[];
  readonly kubeProxy?: KubeProxyReader;
}

/** All of them, in the order of the files; and what of the files was not read, and why. */
export function otherSettings(tree: Tree, sources: KubeProxySources = {}): Pick<HostConfiguration, "others" | "unread"> {
  const files = kubeProxyFiles(tree, sources.more);
  const minor = kubeProxyMinor(files);
  const unread: Unread[] = [];
  const kubeProxy = files.flatMap((file) => {
    const { settings, unread: reason } = readKubeProxy(file, sources.kubeProxy);
    if (reason !== undefined) unread.push({ path: file.path, reason, file });
    return settings.map((setting) => ({ ...setting, ...(minor !== undefined && { minor }) }));
  });
  return { others: [...bootParameters(tree), ...udev(tree), ...kubeProxy, ...ufw(tree), ...tuned(tree), ...cloudInit(tree)], unread };
}

/** The files that cannot be told without the reader of kube-proxy's configuration. */
export function kubeProxyConfigurations(tree: Tree, more: readonly TreeFile[] = []): readonly TreeFile[] {
  return kubeProxyFiles(tree, more).filter(isKubeProxyConfiguration);
}

function kubeProxyFiles(tree: Tree, more: readonly TreeFile[] = []): readonly TreeFile[] {
  const folders = KUBE_PROXY_FOLDERS.flatMap((folder) => tree.folders.get(folder)?.files ?? []);
  return [...folders, ...KUBE_PROXY_FILES.flatMap((path) => tree.files.get(path) ?? []), ...more];
}

function bootParameters(tree: Tree): readonly OtherSetting[] {
  const file = commandLine(tree);
  if (!file) return [];
  return bootWords(file.path, file.reading).flatMap(({ name, value, line, start, end }) => {
    const path = name.startsWith("sysctl.") ? variableOf(keyPath(name.slice("sysctl.".length))) : "";
    if (!findKey(path) || value === undefined) return [];
    return [{ source: "boot parameter" as const, path, value, effect: "sets" as const, file, line, start, end }];
  });
}

/** Set once the module is there: after the files, unless something loads it before them. */
function udev(tree: Tree): readonly OtherSetting[] {
  return udevRules(tree).settings.flatMap(({ path: key, ...setting }) => {
    const path = variableOf(key);
    return findKey(path) ? [{ ...setting, source: "udev" as const, path, effect: "sets" as const }] : [];
  });
}

/** ufw applies its own file when it starts, where it is switched on (ufw-init-functions, IPT_SYSCTL). */
function ufw(tree: Tree): readonly OtherSetting[] {
  const conf = tree.files.get(UFW_CONF)?.reading;
  if (conf?.problem !== undefined || !/^[ \t]*ENABLED=["']?yes/im.test(conf?.text ?? "")) return [];
  const file = tree.files.get(UFW_SYSCTL);
  return file ? assignments(file, "ufw") : [];
}

function assignments(file: TreeFile, source: OtherSource): readonly OtherSetting[] {
  return linesOf("procps", file).all.flatMap((statement) => {
    const path = variableOf(keyPath(statement.key));
    if (statement.kind !== "set" || !findKey(path)) return [];
    const { value, line, start, end } = statement;
    return [{ source, path, value, effect: "sets" as const, file, line, start, end }];
  });
}

/** The section [sysctl] of the profiles that are switched on. */
function tuned(tree: Tree): readonly OtherSetting[] {
  if (!tree.files.has(TUNED_PROFILE)) return [];
  return [...tree.files.values()]
    .filter(({ name }) => name === "tuned.conf")
    .flatMap((file) => {
      const text = file.reading.problem === undefined ? file.reading.text : "";
      const { start: from, end } = sectionOf(text, "[sysctl]");
      return assignments(file, "TuneD").filter((setting) => setting.start >= from && setting.start < end);
    });
}

/** What stands below a heading, up to the next one; empty where there is none. */
function sectionOf(text: string, heading: string): Span {
  const at = text.startsWith(heading) ? 0 : text.indexOf(`\n${heading}`) + 1;
  const feed = at === 0 && !text.startsWith(heading) ? -1 : text.indexOf("\n", at);
  if (feed < 0) return { start: text.length, end: text.length };
  const next = text.indexOf("\n[", feed);
  return { start: feed + 1, end: next < 0 ? text.length : next + 1 };
}

/** Commands of cloud-init that call sysctl with a key. */
function cloudInit(tree: Tree): readonly OtherSetting[] {
  return (tree.folders.get(CLOUD_CONFIG_FOLDER)?.files ?? []).flatMap((file) => {
    if (file.reading.problem !== undefined) return [];
    const lineOf = lineCounter(file.reading.text);
    const found: OtherSetting[] = [];
    for (const { index, 0: command } of file.reading.text.matchAll(/\bsysctl\b[^\n#]*/g)) {
      for (const match of command.matchAll(/(?<![\w./])(net[./][\w./]{1,200})=([^\s"',\]]+)/g)) {
        const [whole, key = "", value = ""] = match;
        const path = variableOf(keyPath(key));
        if (!findKey(path)) continue;
        const start = index + match.index;
        found.push({ source: "cloud-init", path, value, effect: "sets", file, line: lineOf(start), start, end: start + whole.length });
      }
    }
    return found;
  });
}
