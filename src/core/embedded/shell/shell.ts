// What a shell script sets: calls of sysctl and modprobe, writes below /proc/sys and /sys/module, files of the appliers that
// it makes. What it reads from elsewhere or works out is passed over.
import type { OpenPart, Word } from "../collector.ts";
import { type Context, DEEPEST } from "../context.ts";
import type { Scope } from "../document.ts";
import { KUBE_PROXY_KIND } from "../kube-proxy.ts";
import { Source } from "../source.ts";
import { wordIn } from "../words.ts";
import { type Command, inputOf, outputOf, shellSteps } from "./commands.ts";
import { elementOf } from "./elements.ts";
import { Guards } from "./guards.ts";
import { expansionEnd, type ShellWord } from "./lexer.ts";
import { echoOutput, type Output, printfOutput } from "./output.ts";
import { withoutCommands } from "./substitutions.ts";
import { variablesOf } from "./variables.ts";
import { isRunner, scopeOfCall, sysctlAt, unwrapped } from "./wrappers.ts";

export interface ShellOptions {
  /** Of its commands. */
  readonly scope: Scope;
  /** Of the files that it writes, where that is another one. */
  readonly fileScope?: Scope;
  /** It runs at every start by itself, so that what it sets is not lost. */
  readonly lasting?: boolean;
  /** Nothing but words: `>` is one of them. */
  readonly plain?: boolean;
}

export function readShell(source: Source, context: Context, options: ShellOptions, input?: Output): void {
  if (context.depth <= DEEPEST && context.collector.mayRead(source.text.length))
    new Shell(context, options, variablesOf(source)).run(source, input);
}

/** One call, as its words. */
export function readCall(words: readonly ShellWord[], context: Context, options: ShellOptions): void {
  new Shell(context, options, new Map()).call({ words, redirections: [], piped: false, pipes: false }, undefined);
}

class Shell {
  private readonly context: Context;
  private readonly options: ShellOptions;
  private readonly variables: ReadonlyMap<string, string>;
  private readonly parts = new Map<Scope, OpenPart>();
  private readonly guards = new Guards();

  constructor(context: Context, options: ShellOptions, variables: ReadonlyMap<string, string>) {
    this.context = context;
    this.options = options;
    this.variables = variables;
  }

  /** `written` takes what nothing else takes of what its commands write. */
  run(source: Source, input: Output | undefined, written?: Output[]): void {
    // What the commands of open brackets have written; the outermost goes nowhere.
    const groups: Output[][] = written ? [written] : [];
    let pipe: Output | undefined = input;
    for (const step of shellSteps(source)) {
      if (step.kind === "open") {
        groups.push([]);
        continue;
      }
      if (step.kind === "close") {
        const all = this.joined(groups.pop() ?? []);
        pipe = this.direct(all, outputOf(step.redirections), step.pipes, groups.at(-1));
        continue;
      }
      const output = this.call(step, step.piped || input ? pipe : undefined);
      const target = this.options.plain ? undefined : outputOf(step.redirections);
      pipe = this.direct(output, target, step.pipes, groups.at(-1)) ?? input;
    }
  }

  /** Sends a text on its way; what the next command reads. */
  private direct(
    output: Output | undefined,
    target: ShellWord | undefined,
    pipes: boolean,
    group: Output[] | undefined,
  ): Output | undefined {
    if (!output) return undefined;
    if (target) this.write(target, output);
    else if (pipes) return output;
    else if (group) group.push(output);
    // A function's, for others to hand on.
    else if (output.source.text.includes(KUBE_PROXY_KIND)) this.readYaml(output);
    return undefined;
  }

  private readYaml({ source }: Output): void {
    if (this.context.depth < DEEPEST) this.context.readAs("yaml", source, { ...this.context, depth: this.context.depth + 1 });
  }

  /** Runs a command; what it writes, where that is known. */
  call(command: Command, pipe: Output | undefined): Output | undefined {
    const words = unwrapped(command.words);
    const name = nameOf(words[0]);
    const args = words.slice(1);
    const input = inputOf(command.redirections) ?? pipe;
    const scope = scopeOfCall(command.words, this.options.scope);
    this.guards.note(words);
    this.elements(command.words);
    if (command.words.some(({ source }) => source.text.startsWith("--sysctl"))) {
      this.container(words);
      return undefined;
    }
    switch (name) {
      case "echo":
        return echoOutput(args);
      case "printf":
        return printfOutput(args, (length) => this.context.collector.mayRead(length));
      case "cat":
        return args.every(({ source: { text } }) => text === "-" || text.startsWith("-")) ? input : undefined;
      case "tee":
        for (const arg of args) if (input && !arg.source.text.startsWith("-")) this.write(arg, input);
        return input;
      case "sysctl":
        this.sysctl(args, scope, input);
        return undefined;
      case "modprobe":
      case "insmod":
        this.modprobe(args, scope);
        return undefined;
      case "sysctl-write-value":
      case "sysctl-set-value":
        this.imageSetting(args, scope);
        return undefined;
      case "kubectl":
      case "oc":
        if (input && args.some(({ source: { text } }) => /^(?:-f|-f-|-|--filename=-)$/.test(text))) this.readYaml(input);
        this.container(args);
        return undefined;
      case "docker":
      case "podman":
      case "nerdctl":
      case "crictl":
        this.container(args);
        return undefined;
      default: {
        const at = sysctlAt(words);
        if (at >= 0) this.sysctl(words.slice(at + 1), scope, undefined);
        else if (isRunner(name)) this.nested(args, scope, input);
        return undefined;
      }
    }
  }

  /** The tools of diskimage-builder: a key and a value, for a file in the image. */
  private imageSetting([key, value]: readonly ShellWord[], scope: Scope): void {
    if (key && value) this.part(scope).set(part(key, 0, key.source.text.length), part(value, 0, value.source.text.length), "file");
  }

  /** What is set by them is told by a loop further down: mostly it writes a file. */
  private elements(words: readonly ShellWord[]): void {
    // Further words of a command that is named are its own, such as what echo prints.
    if (!words[0]?.source.text.includes("]=")) return;
    for (const word of words) {
      const [key, value] = (word.source.text.includes("]=") && elementOf(word)) || [];
      if (key && value) this.part(this.options.scope).set(key, value, "other");
    }
  }

  private sysctl(args: readonly ShellWord[], scope: Scope, input: Output | undefined): void {
    const reads = args.some(({ source: { text } }) => /^(?:-[a-zA-Z]*[pf]|--load)/.test(text));
    const files = args.filter(({ source: { text } }) => !text.startsWith("-") || text === "-").map(({ source }) => source.text);
    if (reads && input && (files.length === 0 || files.some((file) => file === "-" || file === "/dev/stdin"))) {
      this.context.collector.file("sysctl", input.source, scope, (line) => !input.literal && hasExpansion(line), "sysctl");
      return;
    }
    const ignores = args.some(({ source: { text } }) => text === "--ignore" || /^-[a-zA-Z]*e/.test(text));
    for (const arg of args) {
      const { text } = arg.source;
      const equals = text.indexOf("=");
      if (equals <= 0 || text.startsWith("-")) continue;
      const key = part(arg, 0, equals);
      const excused = ignores || this.guards.has(key.text);
      this.part(scope).set(key, part(arg, equals + 1, text.length), "sysctl", { ...(excused && { excused }) });
    }
  }

  private modprobe(args: readonly ShellWord[], scope: Scope): void {
    const words = args.filter(({ source: { text } }) => !text.startsWith("-"));
    const [module, ...parameters] = words;
    if (!module) return;
    const from = module.source.text.lastIndexOf("/") + 1;
    const name = part(module, from, from + module.source.text.slice(from).split(".", 1).join("").length);
    for (const parameter of parameters) {
      const { text } = parameter.source;
      const equals = text.indexOf("=");
      if (equals > 0) this.part(scope).option(name, part(parameter, 0, equals), part(parameter, equals + 1, text.length), "module");
    }
  }

  private container(args: readonly ShellWord[]): void {
    const open = this.context.collector.open("container", true);
    for (const [index, arg] of args.entries()) {
      const { text } = arg.source;
      const [word, from] =
        text === "--sysctl" ? [args[index + 1], 0] : text.startsWith("--sysctl=") ? [arg, "--sysctl=".length] : [undefined, 0];
      const equals = word?.source.text.indexOf("=", from) ?? -1;
      if (word && equals > from) open.set(part(word, from, equals), part(word, equals + 1, word.source.text.length), "container");
    }
    // docker exec NAME sysctl -w ...: whether it has a network of its own is not told.
    const at = args.findIndex(({ source: { text } }) => text === "sysctl" || text.endsWith("/sysctl"));
    if (at >= 0 && args.some(({ source: { text } }) => text === "exec")) this.sysctl(args.slice(at + 1), "unknown", undefined);
    const shell = args.findIndex(({ source: { text } }) => /^(?:\/bin\/)?(?:ba|a)?sh$/.test(text));
    if (shell >= 0) this.nested(args.slice(shell + 1), "unknown", undefined);
  }

  /** sh -c '...', ssh HOST '...': what is run is a word of its own. */
  private nested(args: readonly ShellWord[], scope: Scope, input: Output | undefined): void {
    const inner = { ...this.context, depth: this.context.depth + 1 };
    let isGiven = false;
    for (const { source } of args) {
      if (!/[\s;]/.test(source.text.trim())) continue;
      isGiven = true;
      if (/conntrack|\bcat\b|\btee\b/.test(source.text)) readShell(source, inner, { ...this.options, scope, plain: false }, input);
    }
    // bash -s, ssh HOST: what comes in is the script.
    if (!isGiven && input?.source.text.includes("conntrack")) readShell(input.source, inner, { ...this.options, scope, plain: false });
  }

  private write(target: ShellWord, { source, literal }: Output): void {
    const path = this.pathOf(target);
    if (path === undefined || !this.context.collector.mayRead(source.text.length)) return;
    const { scope, fileScope = scope } = this.options;
    const isWhole = path === target.source.text;
    const key = keyOfProc(path);
    const [start, end] = trimmedLine(source.text);
    const value = wordIn(source, start, end, !literal && hasExpansion(source.text.slice(start, end)));
    if (key !== undefined) {
      const word = isWhole ? part(target, path.length - key.length, path.length) : guessed(target, key);
      this.part(scope).set(word, value, "proc", { ...(this.guards.has(key) && { excused: true }) });
      return;
    }
    const parameter = /^\/sys\/module\/(\w+)\/parameters\/(\w+)$/.exec(path);
    if (parameter) {
      const [, module = "", name = ""] = parameter;
      if (module === "nf_conntrack" && name === "hashsize") {
        // At run time it does what the key does: resize the table, and nothing else.
        const place = isWhole ? part(target, path.length - name.length, path.length) : guessed(target, name);
        this.part(scope).set({ ...place, text: "net.netfilter.nf_conntrack_buckets", exact: false }, value, "module", {
          parameter: "nf_conntrack.hashsize",
        });
        return;
      }
      const [moduleWord, nameWord] = isWhole
        ? [part(target, 12, 12 + module.length), part(target, path.length - name.length, path.length)]
        : [guessed(target, module), guessed(target, name)];
      this.part(scope).option(moduleWord, nameWord, value, "module");
      return;
    }
    this.context.written({ path, source: literal ? source : withoutCommands(source), scope: fileScope, literal }, this.context);
    if (!literal && this.context.depth < DEEPEST) this.substituted(path, source, fileScope);
  }

  /** What commands within a text write into it: `$(if ...; then echo KEY=VALUE; fi)`. */
  private substituted(path: string, source: Source, scope: Scope): void {
    const { text } = source;
    for (let at = text.indexOf("$("); at >= 0; at = text.indexOf("$(", at)) {
      const end = expansionEnd(text, at);
      const script = text.slice(at + 2, end - 1);
      const inner = { ...this.context, depth: this.context.depth + 1 };
      if (/echo|printf/.test(script) && script.includes("onntrack") && inner.collector.mayRead(script.length)) {
        const written: Output[] = [];
        new Shell(inner, this.options, this.variables).run(source.slice(at + 2, end - 1), undefined, written);
        const all = this.joined(written);
        if (all) this.context.written({ path, source: all.source, scope, literal: all.literal }, inner);
      }
      at = Math.max(end, at + 2);
    }
  }

  /** With the variables filled in whose value is known; undefined for what is worked out otherwise. */
  private pathOf({ source: { text }, computed }: ShellWord): string | undefined {
    if (computed.length === 0) return text;
    if (text.length > LONGEST_PATH) return undefined;
    let isKnown = true;
    const path = text.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => {
      const value = this.variables.get(name);
      if (value !== undefined) return value;
      // A folder before a path from the root is one to be installed into.
      if (text.startsWith(whole)) return "";
      isKnown = false;
      return "";
    });
    return isKnown && !/[$`]/.test(path) ? path : undefined;
  }

  /** Groups may stand in groups, and each would take over all that the inner ones write. */
  private joined(outputs: readonly Output[]): Output | undefined {
    const length = outputs.reduce((sum, { source }) => sum + source.text.length, 0);
    if (outputs.length === 0 || !this.context.collector.mayRead(length)) return undefined;
    const source = Source.build(({ take }) => {
      for (const one of outputs) take(one.source, 0, one.source.text.length);
    });
    return { source, literal: outputs.every(({ literal }) => literal) };
  }

  private part(scope: Scope): OpenPart {
    const known = this.parts.get(scope);
    if (known) return known;
    const made = this.context.collector.open(scope, this.options.lasting);
    this.parts.set(scope, made);
    return made;
  }
}

/** PATH_MAX of Linux. */
const LONGEST_PATH = 4096;

/** The key that a path below /proc/sys names. */
export function keyOfProc(path: string): string | undefined {
  return /^(?:\/rootfs|\/host)?\/proc\/sys\/(.+)$/.exec(path)?.[1];
}

export function hasExpansion(line: string): boolean {
  return /[$`\\]/.test(line);
}

function nameOf(word: ShellWord | undefined): string {
  const text = word?.source.text ?? "";
  return text.slice(text.lastIndexOf("/") + 1);
}

function part({ source, computed }: ShellWord, start: number, end: number): Word {
  return wordIn(
    source,
    start,
    end,
    computed.some(([from, to]) => from < end && to > start),
  );
}

/** A part of a path that a variable gives: all of the word stands for it. */
function guessed({ source }: ShellWord, text: string): Word {
  const { start, end } = source.place(0, source.text.length);
  return { text, place: { start, end }, exact: false, computed: false };
}

/** Without the line feed at its end and the blanks around. */
function trimmedLine(text: string): readonly [start: number, end: number] {
  const start = text.length - text.trimStart().length;
  return [start, Math.max(start, text.trimEnd().length)];
}
