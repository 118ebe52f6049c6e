// Every door that foreign text comes in by, as a function of a text: for benchmarks, for counting steps, and for fuzzing.

import { everyCommand } from "../../src/cli/commands.ts";
import { runApart } from "../../src/cli/run-apart.ts";
import { effective } from "../../src/core/boot/effective.ts";
import { collect } from "../../src/core/boot/one-file.ts";
import { memoryPort } from "../../src/core/boot/tree/memory-port.ts";
import { findRoots } from "../../src/core/boot/tree/roots.ts";
import { readTree } from "../../src/core/boot/tree/tree.ts";
import { diagnose } from "../../src/core/diagnosis/diagnose.ts";
import { diagnosisPage } from "../../src/core/diagnosis/page/page.ts";
import { EMBEDDED_KINDS, type EmbeddedKind } from "../../src/core/embedded/document.ts";
import { kubeProxyConfiguration, readEmbedded } from "../../src/core/embedded/index.ts";
import { settingsIn } from "../../src/core/embedded/inventory.ts";
import { embeddedKind, kindOfText } from "../../src/core/embedded/kind.ts";
import { createDumpReader } from "../../src/core/evidence/dump/reader.ts";
import type { Evidence } from "../../src/core/evidence/evidence.ts";
import { createEvidenceReader } from "../../src/core/evidence/evidence-reader.ts";
import type { RunningSettings } from "../../src/core/evidence/host.ts";
import { createLogReader } from "../../src/core/evidence/log/reader.ts";
import { readStatistics } from "../../src/core/evidence/statistics/read.ts";
import { UnusableText } from "../../src/core/evidence/unusable-text.ts";
import { firewallAnswer } from "../../src/core/firewall/firewall.ts";
import { firewallPage } from "../../src/core/firewall/page/page.ts";
import { readAnswer } from "../../src/core/fleet/answer.ts";
import { filesOf } from "../../src/core/fleet/exports/files.ts";
import { fleetMarkdown } from "../../src/core/fleet/exports/markdown.ts";
import { reportFleet } from "../../src/core/fleet/fleet-report.ts";
import { printMatchers, readMatchers } from "../../src/core/fleet/matchers.ts";
import { takeSaved } from "../../src/core/fleet/take.ts";
import { parseFeatures } from "../../src/core/kernel/entry-size.ts";
import { DEFAULT_TARGET } from "../../src/core/kernel/target.ts";
import { readTargetPart } from "../../src/core/kernel/target-words.ts";
import { applyPreview, applyPreviewText } from "../../src/core/language/apply-preview.ts";
import { codeActions } from "../../src/core/language/code-actions.ts";
import { codeLenses } from "../../src/core/language/code-lens.ts";
import { complete } from "../../src/core/language/completion.ts";
import { effectivePage } from "../../src/core/language/effective-page.ts";
import { fixAll } from "../../src/core/language/fix-all.ts";
import { fixAllEmbedded } from "../../src/core/language/fix-embedded.ts";
import { foldingRanges } from "../../src/core/language/folding.ts";
import { format } from "../../src/core/language/format.ts";
import { keyHighlights } from "../../src/core/language/highlights.ts";
import { hover } from "../../src/core/language/hover.ts";
import { inlayHints } from "../../src/core/language/inlay-hints.ts";
import { completeModuleFile, moduleFileHover } from "../../src/core/language/module-files.ts";
import { outline } from "../../src/core/language/outline.ts";
import { selectionSpans } from "../../src/core/language/selection.ts";
import { tableStatus } from "../../src/core/language/status.ts";
import { readTargetWords } from "../../src/core/language/target-comment.ts";
import { calculate } from "../../src/core/plan/model/calculate.ts";
import { settingsToWrite } from "../../src/core/plan/model/settings.ts";
import { readSaved } from "../../src/core/plan/page/saved.ts";
import { parsePlan } from "../../src/core/plan/plan-file.ts";
import { writeSettings } from "../../src/core/plan/write-settings.ts";
import { lint } from "../../src/core/rules/engine/lint.ts";
import { lintEmbedded } from "../../src/core/rules/engine/lint-embedded.ts";
import { lintHost } from "../../src/core/rules/engine/lint-host.ts";
import { APPLIERS, type Applier } from "../../src/core/sysctl/applier.ts";
import { sysctlFileKind } from "../../src/core/sysctl/file-name.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { visible } from "../../src/core/text/visible.ts";
import { parseBytes, parseCount, parseDuration, parseNumber, parseShare } from "../../src/core/units/units.ts";
import { canonical, nameOf } from "../../src/lsp/addresses.ts";
import { Folders } from "../../src/lsp/folders.ts";
import { ClientSettings } from "../../src/lsp/settings.ts";
import { call } from "../../src/mcp/call.ts";
import { OutputTooLong } from "../../src/mcp/command-line.ts";
import { Refused } from "../../src/mcp/refused.ts";
import type { Arguments } from "../../src/mcp/tool.ts";
import { TOOLS } from "../../src/mcp/tools.ts";
import { readPlanLink } from "../../src/site/plan-link.ts";
import { type Told, told } from "./told.ts";

export interface HostileEntry {
  readonly name: string;
  /** What stands before and behind the nasty part, so that it is reached; `{}` is where it goes. */
  readonly frames: readonly string[];
  /** Gives what people are shown of it (`told`), where that is more than figures. */
  readonly run: (text: string) => unknown;
  /** Characters that are usual for the door, small where nobody hands it more. */
  readonly most?: number;
}

const target = DEFAULT_TARGET;
const options = { target, applier: "systemd" as Applier };
const KEY = "net.netfilter.nf_conntrack_max";
const SYSCTL = [
  "{}",
  `${KEY} = {}`,
  `{} = 1`,
  `# {}\n${KEY} = 1`,
  `# conntrack-target: {}\n${KEY} = 1`,
  `${KEY} = 1{}\n`,
  `-{}\n${KEY}=1\n`,
];

/** A machine that a file can be applied to. */
const HOST: RunningSettings = {
  kernel: "6.12.0",
  arch: "x86_64",
  hz: 250,
  memory: 8 << 30,
  count: 10,
  max: 65_536,
  buckets: 65_536,
  values: { "net/netfilter/nf_conntrack_max": 65_536, "net/netfilter/nf_conntrack_udp_timeout": 30 },
  initialNamespace: true,
};

const places = (text: string): readonly number[] => [0, text.length >> 1, text.length];

const namesOf = (symbols: ReturnType<typeof outline>): readonly unknown[] =>
  symbols.map(({ name, detail, children }) => [name, detail, namesOf(children)]);

/** A tree with the text in one file, judged and shown as a whole. */
function inTree(path: string, applier: Applier | "auto" = "auto", more: Readonly<Record<string, string>> = {}) {
  return async (text: string): Promise<Told> => {
    const tree = await readTree(memoryPort({ "/etc/sysctl.conf": `${KEY} = 65536\n`, ...more, [path]: text }));
    const host = effective(tree, { target, applier, kubeProxy: kubeProxyConfiguration });
    collect(host);
    return told(lintHost(host), effectivePage(host).text);
  };
}

const diagnosed = (evidence: Evidence): Told => {
  const diagnosis = diagnose(evidence);
  return told(diagnosisPage(diagnosis, evidence, { source: "", before: undefined, canCheck: true, hostAtHand: true }, String).html);
};

const log = (text: string): Told => {
  const reader = createLogReader();
  reader.push(text);
  reader.push("\n");
  return diagnosed({ log: reader.end() });
};

const INSTANCE = '"metric":{"__name__":"node_nf_conntrack_entries","instance":"a:1","job":"node"}';
const MATRIX = '{"status":"success","data":{"resultType":"matrix","result":[{}]}}';
const TAGGED = '{"metric":{"conntrack_planner":"{};1795910400;2592000;86400;300;job;instance","instance":"{}","job":"{}"},"value":[1,"9"]}';

/** A saved answer, with all that is told and written of it. */
const savedAnswer = (data: unknown): Told => {
  const answer = readAnswer(data);
  if ("problem" in answer) return told();
  const saved = takeSaved([{ name: "a.json", answer }], { by: ["job"], host: "instance" });
  if ("error" in saved) return told(saved.error);
  const report = reportFleet(saved.facts, { headroom: 0.25, notes: saved.notes });
  return told(
    fleetMarkdown(report),
    filesOf(report, saved.scope).map(({ text }) => text),
  );
};

const savedText = (text: string): Told => {
  const data = jsonOr(text);
  return data === undefined ? told() : savedAnswer(data);
};

/** A store that tells of two hosts in words of anybody's making. */
const savedWords = (text: string): Told => {
  const of = (name: string, value: string, labels: object = {}) => ({
    metric: { __name__: name, instance: text, job: text, ...labels },
    values: [
      [1_795_910_000, "1"],
      [1_795_910_300, value],
    ],
  });
  const result = [
    of("node_nf_conntrack_entries", "7"),
    of("node_nf_conntrack_entries", text, { instance: "b" }),
    of("node_nf_conntrack_entries_limit", "8"),
    of("node_nf_conntrack_stat_drop", "9"),
    of("node_uname_info", "1", { release: text, machine: "x86_64" }),
    of("node_uname_info", "1", { instance: "b", release: "6.1.0", machine: text }),
  ];
  return savedAnswer({ status: "success", warnings: [text], data: { resultType: "matrix", result } });
};

const rulesShown = (text: string): Told => {
  const texts = [{ name: text.slice(0, 80), text, editable: true }];
  return told(firewallPage({ answer: firewallAnswer({ texts }), texts, source: "", counted: false }, String).html);
};

const dump = (text: string): Told => {
  const reader = createDumpReader();
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += 1 << 18) reader.push(bytes.subarray(at, at + (1 << 18)));
  return diagnosed({ table: reader.end() });
};

const evidence = (text: string): Told => {
  const decoder = () => {
    const decode = new TextDecoder();
    return (piece: Uint8Array) => decode.decode(piece, { stream: true });
  };
  const reader = createEvidenceReader(decoder);
  try {
    reader.begin();
    reader.push(new TextEncoder().encode(text));
    reader.end();
  } catch (error) {
    if (!(error instanceof UnusableText)) throw error;
  }
  return diagnosed(reader.evidence());
};

const commands = await everyCommand();

/** What a tool for agents answers, or why it refuses. */
const asked = async (name: string, given: Arguments): Promise<Told> => {
  const tool = TOOLS.find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  const run = (args: readonly string[], text: Parameters<typeof runApart>[2], most: number) =>
    runApart(commands, args, text, most, () => new OutputTooLong());
  try {
    return told(await call(tool, given, { version: "1", commands, run }, []));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return told(error.message);
  }
};

/** Undefined for what is none. */
const jsonOr = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A text that has our word in it, so that it is read at all. */
const embedded =
  (kind: EmbeddedKind) =>
  (text: string): Told => {
    embeddedKind(text);
    kindOfText(text);
    const host = parse(text);
    const found = readEmbedded(text, kind);
    settingsIn(found);
    const findings = lintEmbedded(host, found, options);
    fixAllEmbedded(text, (one) => readEmbedded(one, kind), options);
    return told(findings);
  };

const SHELL = [
  "sysctl -w net.netfilter.nf_conntrack_max={}",
  "cat > /etc/sysctl.d/a.conf <<EOF\nnf_conntrack_max={}\nEOF\n",
  "{}\n# nf_conntrack",
];
const YAML = ["a:\n  nf_conntrack_max: {}", "{}\n# nf_conntrack", "- sysctl: { name: net.netfilter.nf_conntrack_max, value: {} }"];
const EMBEDDED_FRAMES: Readonly<Partial<Record<EmbeddedKind, readonly string[]>>> = {
  shell: [
    ...SHELL,
    "cat <<EOF {}\nnf_conntrack_max=1\nEOF\n",
    "modprobe nf_conntrack {}",
    "echo {} > /proc/sys/net/netfilter/nf_conntrack_max",
    "echo $({} nf_conntrack)",
  ],
  dockerfile: [...SHELL.map((line) => `RUN ${line}`), "RUN {} nf_conntrack", "COPY <<EOF /etc/sysctl.d/a.conf\n{} nf_conntrack\nEOF\n"],
  systemd: [
    "[Service]\nExecStart=/sbin/sysctl -w net.netfilter.nf_conntrack_max={}",
    "[Service]\n{} # nf_conntrack",
    "[Service]\nExecStart={} nf_conntrack",
  ],
  hcl: [
    'a = "nf_conntrack_max = {}"',
    "a = <<EOF\nnet.netfilter.nf_conntrack_max={}\nEOF\n",
    "a { {} } # nf_conntrack",
    'a = { "net.netfilter.nf_conntrack_max" = {} }',
  ],
  yaml: [
    ...YAML,
    "a: |\n  net.netfilter.nf_conntrack_max={}\n",
    'a: "nf_conntrack {}"',
    "write_files:\n- path: /etc/sysctl.d/a.conf\n  content: {} nf_conntrack",
  ],
  json: ['{"net.netfilter.nf_conntrack_max": {}}', '{"a": "nf_conntrack_max={}"}', '["nf_conntrack", {}]'],
  nix: ['{ boot.kernel.sysctl = { "net.netfilter.nf_conntrack_max" = {}; }; }', "{} # nf_conntrack", "a = ''\n nf_conntrack {}\n'';"],
  puppet: ["sysctl { 'net.netfilter.nf_conntrack_max': value => '{}' }", "{} # nf_conntrack"],
  markdown: [
    "```{}\nsysctl -w net.netfilter.nf_conntrack_max=1\n```\n",
    "```sh\nsysctl -w net.netfilter.nf_conntrack_max={}\n```\n",
    "{} nf_conntrack",
    "```\nnf_conntrack {}",
  ],
};

const ENTRY =
  "ipv4     2 tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=1 dport=2 src=10.0.0.2 dst=10.0.0.1 sport=2 dport=1 [ASSURED] mark=0 use=1";

export const ENTRIES: readonly HostileEntry[] = [
  { name: "parse", frames: SYSCTL, run: (text) => parse(text) },
  ...APPLIERS.map((applier) => ({
    name: `rules, ${applier}`,
    frames: SYSCTL,
    run: (text: string) => told(lint(parse(text), { target, applier })),
  })),
  { name: "reports", frames: SYSCTL, run: (text) => told(lint(parse(text), options).map((finding) => finding.fixes())) },
  { name: "fix", frames: SYSCTL, run: (text) => fixAll(parse(text), options) },
  { name: "outline", frames: SYSCTL, run: (text) => told(namesOf(outline(parse(text))), foldingRanges(parse(text))) },
  {
    name: "format",
    frames: SYSCTL,
    run: (text) => [format(parse(text), { alignEquals: true }), format(parse(text), { alignEquals: false })],
  },
  { name: "completion", frames: SYSCTL, run: (text) => told(places(text).map((at) => complete(parse(text), at, options))) },
  { name: "hover", frames: SYSCTL, run: (text) => told(places(text).map((at) => hover(parse(text), at, options))) },
  {
    name: "editor",
    frames: SYSCTL,
    run: (text) => {
      const document = parse(text);
      const all = { start: 0, end: text.length };
      const shown: unknown[] = [inlayHints(document, all, options), codeLenses(document, options), tableStatus(document, options)];
      for (const at of places(text)) {
        keyHighlights(document, at);
        selectionSpans(document, at);
        shown.push(codeActions(document, [], { start: at, end: at }));
      }
      const preview = applyPreview(document, HOST);
      return told(shown, preview && applyPreviewText(preview));
    },
  },
  {
    name: "write settings",
    frames: SYSCTL,
    run: (text) => {
      const plan = parsePlan('{"version":1,"max":262144}');
      const results = "state" in plan ? calculate(plan.state) : undefined;
      if (!("state" in plan) || !results || "problems" in results) throw new Error("a plan that is one");
      return writeSettings(parse(text), settingsToWrite(plan.state, results), options);
    },
  },
  ...APPLIERS.map((applier) => ({
    name: `boot, ${applier}`,
    frames: SYSCTL,
    run: inTree(applier === "busybox" ? "/etc/sysctl.conf" : "/etc/sysctl.d/a.conf", applier),
  })),
  {
    name: "patterns",
    frames: ["{} = 1", "net/netfilter/{} = 1", "net/{}/x = 1", "*{}* = 1", "[{} = 1", "{{}}* = 1"],
    run: inTree("/etc/sysctl.d/a.conf", "systemd"),
  },
  {
    name: "modprobe.d",
    frames: [
      "{}",
      "options nf_conntrack {}",
      "options nf_conntrack hashsize={}",
      "options {} x",
      'options nf_conntrack a="{}',
      "install nf_conntrack {}",
    ],
    run: async (text) => {
      const host = await inTree("/etc/modprobe.d/a.conf")(text);
      const file = { kind: "options", text, target } as const;
      return told(
        host,
        places(text).map((at) => [moduleFileHover(file, at), completeModuleFile(file, at)]),
      );
    },
  },
  {
    name: "module lists",
    frames: ["{}", "x{}x", "nf_conntrack {}"],
    run: async (text) => {
      const host = await inTree("/etc/modules-load.d/a.conf")(text);
      const file = { kind: "list", text, target } as const;
      return told(
        host,
        places(text).map((at) => [moduleFileHover(file, at), completeModuleFile(file, at)]),
      );
    },
  },
  {
    name: "boot command line",
    frames: ["{}", "sysctl.{}=1", "nf_conntrack.{}", '"{}', "modules-load={}"],
    run: inTree("/etc/kernel/cmdline"),
  },
  {
    name: "grub",
    frames: ['GRUB_CMDLINE_LINUX="{}"', 'GRUB_CMDLINE_LINUX="{}', "GRUB_CMDLINE_LINUX={}", 'GRUB_CMDLINE_LINUX=""{}x'],
    run: inTree("/etc/default/grub"),
  },
  {
    name: "kube-proxy",
    frames: [
      "kind: KubeProxyConfiguration\nconntrack:\n  min: {}",
      "kind: KubeProxyConfiguration\nconntrack:\n  tcpEstablishedTimeout: {}x",
      "kind: KubeProxyConfiguration\nconntrack:\n{}",
      "kind: KubeProxyConfiguration\n{}",
      "kube-proxy --conntrack-min={}",
      "kube-proxy {}",
    ],
    run: inTree("/var/lib/kube-proxy/config.yaml"),
  },
  {
    name: "TuneD, names",
    frames: ["{}"],
    run: inTree("/etc/tuned/active_profile", "auto", { "/etc/tuned/a/tuned.conf": "[sysctl]\na=1\n" }),
  },
  {
    name: "TuneD, profile",
    frames: ["{}", "[sysctl]\n{}", "[sysctl]{}"],
    run: inTree("/etc/tuned/a/tuned.conf", "auto", { "/etc/tuned/active_profile": "a\n" }),
  },
  { name: "cloud-init", frames: ["{}", "sysctl {}", "sysctl net.{}=1"], run: inTree("/etc/cloud/cloud.cfg.d/a.cfg") },
  { name: "dracut", frames: ["{}", 'force_drivers+="{}'], run: inTree("/etc/dracut.conf.d/a.conf") },
  { name: "ufw", frames: ["{}"], run: inTree("/etc/ufw/sysctl.conf", "auto", { "/etc/ufw/ufw.conf": "ENABLED=yes\n" }) },
  { name: "builtins", frames: ["{}"], run: inTree("/usr/lib/modules/6.1/modules.builtin") },
  {
    name: "log",
    frames: [
      "{}",
      "nf_conntrack: table full{}",
      "net_ratelimit: {} callbacks suppressed",
      '{"MESSAGE":"conntrack{}"}',
      "conntrack {}",
      "[{}] conntrack",
    ],
    run: log,
  },
  { name: "counters", frames: ["{}", "entries {}", "cpu=0 {}", "entries  searched found\n{}"], run: (text) => readStatistics(text) },
  {
    name: "dump",
    frames: ["{}", `${ENTRY} {}`, "tcp 6 {}", `ipv4 2 tcp 6 {} ${ENTRY}`, "tcp 6 1 ESTABLISHED src={} dst=1.1.1.1"],
    run: dump,
  },
  {
    name: "dump, XML",
    frames: [
      "<conntrack>{}</conntrack>",
      '<conntrack><flow><meta direction="original">{}</meta></flow>',
      '<conntrack><flow><meta direction="original"><layer3 {}></flow>',
      '<conntrack><flow><meta direction="original"><layer3 protoname="ipv4"><src>{}</src></layer3></meta></flow>',
    ],
    run: dump,
  },
  { name: "evidence", frames: ["{}", "entries {}", "ipv4 2 {}", "tcp 6 {}", ENTRY.replace("6 ", "6 {} ")], run: evidence },
  {
    name: "evidence, exporter",
    frames: [
      "node_nf_conntrack_entries {}\nnode_nf_conntrack_entries_limit 65536\n",
      'node_nf_conntrack_stat_drop{instance="{}"} 5\n',
      "node_nf_conntrack_{} 1\n",
      "# HELP node_nf_conntrack_entries {}\nnode_nf_conntrack_entries 7\n",
    ],
    run: evidence,
  },
  {
    name: "plan",
    frames: [
      "{}",
      '{"version":1,"max":{}}',
      '{"version":1,"target":{"kernel":"{}"}}',
      '{"version":1,"classes":[{}]}',
      '{"version":1,{}}',
      '{"version":1,"features":["{}"]}',
    ],
    run: (text) => told(parsePlan(text)),
  },
  {
    name: "plan link",
    frames: ["{}", '{"version":1,"classes":[{"name":"{}","protocol":"tcp","rate":1,"duration":1}]}', '{"version":1,"max":{}}'],
    run: (text) => told(readPlanLink(`#plan=${Buffer.from(text).toString("base64url")}`), readPlanLink(`#plan=${text}`)),
  },
  { name: "saved page", frames: ["{}", '{"plan":{}}'], run: (text) => readSaved(text) },
  {
    name: "numbers",
    frames: ["{}", "1{}x", "0x{}", "1,{}", "1.{}", "6.{}", "6.1{}"],
    run: (text) => {
      for (const read of [parseCount, parseBytes, parseDuration, parseShare, parseNumber, parseFeatures, readTargetWords, visible])
        read(text);
      for (const part of ["kernel", "arch", "hz", "memory"]) readTargetPart(part, text);
    },
  },
  {
    name: "firewall, nft",
    frames: [
      "{}",
      "table inet f {\n chain c { type filter hook input priority 0;\n {}\n }\n}",
      "table inet f { set s { type inet_service; elements = { {} } } }",
      "table inet f { chain c { {}",
      "table inet f { chain c { type filter hook input priority {}; ct state {} accept; meta {} 1 accept; } }",
      '{"nftables":[{"table":{"family":"ip","name":"f"}},{"rule":{"family":"ip","table":"f","chain":"c","expr":[{"{}":{"{}":1}},{"match":{"op":"==","left":{"{}":1},"right":{"{}":1}}}]}},{"{}":{"{}":1}}]}',
      '{"nftables":[{"rule":{"expr":[{}]}}]}',
    ],
    run: (text) => rulesShown(text),
  },
  {
    name: "firewall, iptables",
    frames: [
      "{}",
      "*filter\n-A INPUT -j {}\nCOMMIT\n",
      "*filter\n-A INPUT -m {} -j ACCEPT\nCOMMIT\n",
      "*filter\n:INPUT ACCEPT [0:0]\n-A INPUT {}\nCOMMIT\n",
      "*raw\n{}\nCOMMIT\n",
      "*nat\n-A PREROUTING -p tcp --dport {} -j DNAT\nCOMMIT",
    ],
    run: (text) => rulesShown(text),
  },
  ...EMBEDDED_KINDS.map((kind) => ({
    name: `embedded, ${kind}`,
    frames: EMBEDDED_FRAMES[kind] ?? ["{} nf_conntrack", "nf_conntrack {}"],
    run: embedded(kind),
  })),
  {
    name: "fleet, answers",
    frames: [
      "{}",
      '{"status":"error","error":"{}"}',
      '{"status":"success","warnings":["{}"],"data":{"resultType":"{}","result":[]}}',
      MATRIX.replace("{}", `{${INSTANCE},"values":[[1795910000,"{}"],[1795910300,"1"]]}`),
      MATRIX.replace("{}", `{${INSTANCE},"values":[[{},"1"],[1795910300,"1"]]}`),
      MATRIX.replace("{}", `{${INSTANCE.replaceAll("node", "{}")},"values":[[1795910000,"5"],[1795910300,"1"]]}`),
      MATRIX.replace("{}", `{${INSTANCE.replace("a:1", "{}")},"values":[[1795910000,"5"],[1795910300,"1"]]}`),
      MATRIX.replace("{}", `{${INSTANCE.replace('"node"', '"{}"')},"values":[[1795910000,"5"],[1795910300,"1"]]}`),
      MATRIX.replace("matrix", "vector").replace("{}", TAGGED),
      MATRIX.replace("matrix", "vector").replace("{}", TAGGED.replace('"{};', '"now;')),
    ],
    run: savedText,
  },
  { name: "fleet, labels", frames: ["{}", "10.0.0.{}:9100", "6.1.{}-amd64", "{}e9"], run: savedWords },
  {
    name: "fleet, matchers",
    frames: ["{}", "{{}}", '{a="{}"}', '{a=~"{}",b!~"c"}', 'a="b",{}', "a='{}'"],
    run: (text) => {
      const read = readMatchers(text);
      return read && printMatchers(read);
    },
  },
  ...TOOLS.filter(({ reads }) => reads && reads.what !== "word").map(({ name }) => ({
    name: `MCP, ${name}`,
    frames: ["{}", `${KEY} = {}\n`],
    run: (text: string) => asked(name, { text }),
  })),
  {
    name: "MCP, words",
    frames: ["{}", "net.netfilter.{}", "1{}"],
    run: async (text) =>
      told([
        await asked("explain", { word: text }),
        await asked("size", { max: text, memory: text, buckets: text }),
        await asked("check", { text: `${KEY} = 1\n`, name: text, kernel: text }),
        await asked("plan", { text: "{}", kernel: text }),
      ]),
  },
  {
    name: "LSP, addresses",
    frames: ["{}", "file:///{}", "untitled:{}", "file:///etc/{}/sysctl.d/a.conf", "a{}:b"],
    run: (text) => [canonical(text), sysctlFileKind(nameOf(text))],
  },
  {
    name: "LSP, settings",
    frames: [
      "{}",
      '{"conntrack":{"{}":1}}',
      '{"conntrack":{"target":{"kernel":"{}"}}}',
      '{"conntrack.target.{}":{"a":1}}',
      '{"conntrack":{"rules":{"severity":{"{}":"off"}}}}',
    ],
    run: (text) => {
      const settings = new ClientSettings(new Folders(), () => undefined);
      settings.take(jsonOr(text));
      return settings.of("file:///a.conf");
    },
  },
  {
    name: "paths",
    frames: ["{}", "etc/{}/sysctl.d/a.conf", "{}/sysctl.d/a", "sysctl.d/{}"],
    run: (text) => [findRoots(text.split("\n")), sysctlFileKind(text)],
  },
  {
    name: "file names",
    frames: ["{}.conf", "[{}.conf", "{{}}.conf", "*{}*.conf"],
    most: 255,
    run: async (text) => {
      const name = text.replace(/[/\0]/g, "_").slice(0, 255);
      return inTree(`/etc/sysctl.d/${name}`, "procps")("net.netfilter.nf_conntrack_max = 70000\n");
    },
  },
];
