// YAML and JSON: settings by the shape of maps and lists, shell in what is run, files in what is written. What the parser
// cannot read is scanned.

import { TOO_MUCH_STRUCTURE } from "../../text/structure.ts";
import { isSysctlText, looksModprobe } from "../applier-text.ts";
import type { OpenPart, Word } from "../collector.ts";
import { type Context, DEEPEST } from "../context.ts";
import type { How, Scope } from "../document.ts";
import { isKey, keyInVariable, keyOfCloud, keyStart } from "../keys.ts";
import { kindOfText, mayHoldSettings } from "../kind.ts";
import { isKubeProxyMap, readKubeProxyMap, readKubeProxyVariable } from "../kube-proxy.ts";
import { scanLines } from "../scan.ts";
import type { ShellWord } from "../shell/lexer.ts";
import { readCall, readShell } from "../shell/shell.ts";
import type { Source } from "../source.ts";
import { assignmentIn, saidIn, trimmed, wordIn } from "../words.ts";
import { isProse, isShell, isYaml } from "./looks.ts";
import { field, type ListNode, type MapNode, type Node, parseTree, type TextNode, textOf } from "./tree.ts";

/** Where in the tree a node is. */
interface At {
  readonly scope: Scope;
  readonly how: How;
  /** The key that it stands under. */
  readonly name: string;
  readonly context: Context;
  /** It is applied at every start. */
  readonly lasting: boolean;
  /** Below the services of Compose. */
  readonly isService?: boolean;
  /** Below a state of Salt whose name is what it runs. */
  readonly isCommand?: boolean;
}

/** `prepare` makes YAML of what is not quite, in as many characters. */
export function readYaml(source: Source, context: Context, prepare?: (text: string) => string): void {
  const trees = parseTree(source, prepare);
  if (!trees || trees === "too-much") {
    if (trees) context.collector.leave(TOO_MUCH_STRUCTURE);
    scanLines(source, context);
    return;
  }
  const scope = source.text.trimStart().startsWith("#cloud-config") ? "machine" : "unknown";
  for (const tree of trees) new Walk(source).node(tree, { scope, how: "other", name: "", context, lasting: true });
}

class Walk {
  private readonly host: Source;

  constructor(host: Source) {
    this.host = host;
  }

  node(node: Node | undefined, at: At): void {
    if (node?.kind === "map") this.map(node, at);
    else if (node?.kind === "list") this.list(node, at);
    else if (node?.kind === "text") this.text(node, at);
  }

  private map(map: MapNode, outer: At): void {
    if (!this.holdsSettings(map)) return;
    const at = this.scopeIn(map, outer);
    const { collector } = at.context;
    if (isKubeProxyMap(map)) {
      readKubeProxyMap(map, collector);
      // Values of charts hold more than that.
      if (field(map, "kind")) return;
    }
    if (this.named(map, at) || this.moduleParameters(map, at) || this.file(map, at) || this.unit(map, at)) return;
    const command = this.command(map, at);
    let part: OpenPart | undefined;
    for (const { key, value } of map.pairs) {
      const name = key.source.text;
      if (command.has(key)) continue;
      const word = keyWord(key.source);
      if (word && value?.kind === "text") {
        part ??= collector.open(at.scope, at.lasting);
        part.set(word, valueWord(value), at.how);
        continue;
      }
      if (word && value && salt(word, value, at)) continue;
      if (value?.kind === "text" && readKubeProxyVariable(key.source, value.source, collector)) continue;
      if (value === undefined || (isProse(name) && !(at.isCommand && name === "name"))) continue;
      this.node(value, { ...at, ...underName(name, at), name });
    }
  }

  private list(list: ListNode, at: At): void {
    const words = argumentsOf(list);
    if (words && startsCommand(words)) {
      readCall(words, at.context, this.shell(at));
      return;
    }
    const merged = mergedPairs(list);
    if (merged && this.nameAndValue(merged, at, closed(at))) return;
    // Settings of one list are applied together.
    let part: OpenPart | undefined;
    const open: OpenPart = {
      set: (...setting) => {
        part ??= at.context.collector.open(at.scope, at.lasting);
        part.set(...setting);
      },
      option: (...option) => {
        part ??= at.context.collector.open(at.scope, at.lasting);
        part.option(...option);
      },
    };
    for (const item of list.items) {
      if (item.kind === "map" && this.nameAndValue(item, at, open)) continue;
      if (item.kind === "text" && assignment(item, at, open)) continue;
      this.node(item, at);
    }
  }

  private text({ source, block }: TextNode, at: At): void {
    const { text } = source;
    const { context } = at;
    if (!mayHoldSettings(text) || context.depth > DEEPEST) return;
    const inner = { ...context, depth: context.depth + 1 };
    if (assignment({ kind: "text", source, block, value: text }, at, closed(at))) return;
    const kind = text.includes("\n") ? (kindOfText(text) ?? (isYaml(text) ? "yaml" : undefined)) : undefined;
    if (kind && kind !== "shell") context.readAs(kind, source, inner);
    else if (kind === "shell") readShell(source, inner, this.shell(at));
    else if (isSysctlText(text)) context.collector.file("sysctl", source, at.scope, () => false, "file");
    else if (looksModprobe(text)) context.collector.file("modprobe", source, at.scope, () => false, "file");
    else if (isShell(text)) readShell(source, inner, this.shell(at));
  }

  /** `{ name: KEY, value: N }` as a task of Ansible, a state of Salt, or an entry of a list. */
  private named(map: MapNode, at: At): boolean {
    return this.nameAndValue(map, at, closed(at));
  }

  private nameAndValue(map: MapNode, at: At, part: OpenPart): boolean {
    const name = field(map, "name", "key", "sysctl", "param", "parameter", "option");
    const value = field(map, "value", "val");
    if (name?.kind !== "text" || value?.kind !== "text") return false;
    const word = keyWord(name.source);
    if (!word) return false;
    if (textOf(field(map, "state")) !== "absent") part.set(word, valueWord(value), at.how);
    return true;
  }

  /** `{ name: MODULE, parameters: [k=v] }` of Talos, `{ name: MODULE, params: "k=v" }` of Ansible. */
  private moduleParameters(map: MapNode, at: At): boolean {
    const name = field(map, "name");
    const parameters = field(map, "parameters", "params");
    if (name?.kind !== "text" || !parameters || !/^[\w-]+$/.test(name.source.text)) return false;
    const texts = parameters.kind === "list" ? parameters.items : [parameters];
    const part = closed(at);
    let found = false;
    for (const one of texts) {
      if (one.kind !== "text") continue;
      for (const { index, 0: word } of one.source.text.matchAll(/\S+/g)) {
        const equals = word.indexOf("=");
        if (equals < 1 || word.length > 200) continue;
        const parameter = wordIn(one.source, index, index + equals);
        if (!/^(?:nf_|ip_)?conntrack|^hashsize$|^expect_hashsize$/.test(parameter.text)) continue;
        found = true;
        const module = wordIn(name.source, 0, name.source.text.length);
        part.option(module, parameter, wordIn(one.source, index + equals + 1, index + word.length), "module");
      }
    }
    return found;
  }

  /** A map with a path and a text is a file that is written. */
  private file(map: MapNode, at: At): boolean {
    const path = textOf(field(map, "path", "dest", "destination", "file", "filename", "target"));
    if (path === undefined || !path.includes("/")) return false;
    const given = field(map, "content", "contents", "block", "line", "inline", "text", "data");
    const content = given?.kind === "map" ? field(given, "inline", "local", "source") : given;
    if (content?.kind !== "text" || textOf(field(map, "state")) === "absent") return false;
    if (/base64|gzip|b64/.test(textOf(field(map, "encoding")) ?? "")) return true;
    at.context.written(
      { path, source: content.source, scope: at.scope === "container" ? "unknown" : "machine", literal: true },
      at.context,
    );
    return true;
  }

  /** A unit by its name, as CoreOS, Ignition and Butane have it. */
  private unit(map: MapNode, at: At): boolean {
    const name = textOf(field(map, "name"));
    const content = field(map, "content", "contents");
    if (name === undefined || !/^[\w@.-]+\.service$/.test(name) || content?.kind !== "text") return false;
    at.context.written({ path: name, source: content.source, scope: "machine", literal: true }, at.context);
    return true;
  }

  /** command and args of a container together; the keys that they are. */
  private command(map: MapNode, at: At): ReadonlySet<TextNode> {
    const pairs = ["entrypoint", "command", "args"].flatMap((name) => map.pairs.filter(({ key }) => key.source.text === name));
    const lists = pairs.flatMap(({ value }) => (value?.kind === "list" ? [value] : []));
    if (lists.length !== pairs.length || lists.length === 0) return new Set();
    const words = lists.map(argumentsOf);
    const all = words.flatMap((list) => list ?? []);
    if (!words.every((list) => list !== undefined) || !startsCommand(all)) return new Set();
    readCall(all, at.context, this.shell(at));
    return new Set(pairs.map(({ key }) => key));
  }

  private shell(at: At) {
    return { scope: at.scope === "unknown" ? ("machine" as const) : at.scope, fileScope: at.scope, lasting: true };
  }

  /** A pod's containers have a network of their own, unless it says otherwise; so have Compose's services. */
  private scopeIn(map: MapNode, at: At): At {
    if (field(map, "containers")?.kind === "list" || field(map, "initContainers")?.kind === "list") {
      const hostNetwork = textOf(field(map, "hostNetwork"));
      const isTemplated = /\{\{|<%|\$\{/.test(this.host.text.slice(map.start, map.end));
      return { ...at, scope: hostNetwork === "true" ? "machine" : hostNetwork === undefined && !isTemplated ? "container" : "unknown" };
    }
    return at;
  }

  private holdsSettings({ start, end }: MapNode): boolean {
    return end <= start || mayHoldSettings(this.host.text.slice(start, end));
  }
}

/** What the key above says of those below. */
function underName(name: string, at: At): Partial<At> {
  switch (name) {
    case "sysctl":
    case "ansible.posix.sysctl":
    case "ansible.builtin.sysctl":
    case "sysctl.present":
    case "sysctl_present":
      return { how: "file", scope: at.scope === "unknown" ? "machine" : at.scope };
    case "sysctls":
      // Talos has it below machine; a pod, a service of Compose and modules of Ansible have it for one container.
      if (at.name === "machine") return { how: "other", scope: "machine" };
      return at.name === "securityContext" || at.isService || /(?:docker|podman)_container$/.test(at.name)
        ? { how: "container", scope: "container" }
        : {};
    case "cmd.run":
    case "cmd.wait":
      return { isCommand: true };
    case "services":
      return at.name === "" ? { isService: true, scope: "container" } : {};
    default:
      return {};
  }
}

function closed(at: At): OpenPart {
  return at.context.collector.open(at.scope, at.lasting);
}

/** `KEY=VALUE` and nothing else; with blanks, the arguments of a task of Ansible. */
function assignment({ source }: TextNode, at: At, part: OpenPart): boolean {
  const { text } = source;
  if (text.length > 400 || text.includes("\n") || !mayHoldSettings(text)) return false;
  const named = /(?:^|\s)name=["']?([^\s"']+)/.exec(text);
  const valued = /\svalue=["']?([^\s"']+)/.exec(text);
  if (named && valued && valued.index > named.index && isKey(named[1] ?? "")) {
    const [key = "", value = ""] = [named[1], valued[1]];
    const keyAt = text.indexOf(key);
    const valueAt = text.indexOf("value=") + text.slice(text.indexOf("value=")).indexOf(value);
    part.set(wordIn(source, keyAt, keyAt + key.length), wordIn(source, valueAt, valueAt + value.length), at.how);
    return true;
  }
  const [key, value] = assignmentIn(source, () => false) ?? [];
  if (!key || !value || !isKey(key.text) || /[;&|>]/.test(value.text)) return false;
  part.set(key, value, at.how);
  return true;
}

/** A state of Salt whose name is the key: `KEY: { sysctl.present: [{ value: N }] }`. */
function salt(key: Word, state: Node, at: At): boolean {
  const arguments_ = state.kind === "map" ? field(state, "sysctl.present") : undefined;
  const merged = arguments_?.kind === "list" ? mergedPairs(arguments_) : undefined;
  const value = merged && field(merged, "value");
  if (value?.kind !== "text" || (merged && field(merged, "name"))) return false;
  closed({ ...at, scope: "machine" }).set(key, valueWord(value), "file");
  return true;
}

/** A list of maps with one pair each, as Salt writes arguments, as one map. */
function mergedPairs({ items }: ListNode): MapNode | undefined {
  const pairs = items.flatMap((item) => (item.kind === "map" && item.pairs.length === 1 ? item.pairs : []));
  return pairs.length === items.length && pairs.length > 0 ? { kind: "map", pairs, start: 0, end: 0 } : undefined;
}

function keyWord(source: Source): Word | undefined {
  const [start, end] = trimmed(source.text, 0, source.text.length);
  const text = source.text.slice(start, end);
  if (isKey(text)) return wordIn(source, start + keyStart(text), end);
  const cloud = keyOfCloud(text);
  if (cloud !== undefined) return saidIn(source, start, end, cloud);
  const inVariable = keyInVariable(text);
  return inVariable === undefined ? undefined : wordIn(source, start + inVariable, end);
}

/** Booleans reach the kernel as whatever the program makes of them: nobody can tell. */
function valueWord({ source, value }: TextNode): Word {
  const [start, end] = trimmed(source.text, 0, source.text.length);
  return wordIn(source, start, end, typeof value === "boolean" || value === null);
}

function argumentsOf({ items }: ListNode): readonly ShellWord[] | undefined {
  const texts = items.filter((item) => item.kind === "text");
  if (texts.length === 0 || texts.length !== items.length) return undefined;
  return texts.map(({ source }) => ({ source, computed: expansions(source.text), quoted: true }));
}

/** In a list nothing is filled in but what Kubernetes and Compose do. */
function expansions(text: string): readonly (readonly [number, number])[] {
  return Array.from(text.matchAll(/\$\(\w+\)|\$\{[^}]*(?:\}|$)|\$\w+/g), ({ index, 0: whole }) => [index, index + whole.length] as const);
}

const COMMANDS: ReadonlySet<string> = new Set(
  "sh bash ash dash zsh sysctl modprobe sudo nsenter ip busybox env chroot docker podman tini ssh".split(" "),
);

function startsCommand([first]: readonly ShellWord[]): boolean {
  const text = first?.source.text ?? "";
  return COMMANDS.has(text.slice(text.lastIndexOf("/") + 1));
}
