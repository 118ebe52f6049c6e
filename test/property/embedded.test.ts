// Texts of other languages: every fix leaves a text that its own parser still accepts, with nothing changed but keys and
// values; and no text, however broken, keeps a reader busy or makes it throw.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { EMBEDDED_KINDS, type EmbeddedKind } from "../../src/core/embedded/document.ts";
import { readEmbedded } from "../../src/core/embedded/index.ts";
import { settingsIn } from "../../src/core/embedded/inventory.ts";
import { DEFAULT_TARGET } from "../../src/core/kernel/target.ts";
import { fixAllEmbedded } from "../../src/core/language/fix-embedded.ts";
import { lintEmbedded } from "../../src/core/rules/engine/lint-embedded.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { applyEdits, type TextEdit } from "../../src/core/text/span.ts";

const OPTIONS = { target: { ...DEFAULT_TARGET, memory: 16 * 2 ** 30 }, applier: "systemd" as const };
const RUNS = Number(process.env["RUNS"] ?? 1500);

/** What people get wrong: keys and values that some fix mends. */
const KEYS = [
  "net.netfilter.nf_conntrack_max",
  "net/netfilter/nf_conntrack_buckets",
  "net.ipv4.netfilter.ip_conntrack_tcp_timeout_fin_wait",
  "net.netfilter.nf_conntrack_hashsize",
  "net.nf_conntrack_tcp_timeout_established",
  "net.netfilter.nf_contrack_max",
  "net.netfilter.nf_conntrack_acct",
];
const VALUES = ["256k", "2m", "yes", "0600", "1000000", "32768", "-1", "12", "1,000"];

/** Hosts with a key and a value in them, quoted in every way that they have. */
const HOSTS: Readonly<Record<EmbeddedKind, readonly ((key: string, value: string) => string)[]>> = {
  shell: [
    (k, v) => `#!/bin/sh\nif true; then sysctl -w ${k}=${v}; fi\n`,
    (k, v) => `sysctl -qw '${k}'="${v}" net.netfilter.nf_conntrack_log_invalid=0 2>/dev/null\n`,
    (k, v) => `cat <<-'EOF' | sudo tee /etc/sysctl.d/1.conf >/dev/null\n\t# more\n\t${k} = ${v}\n\tEOF\n`,
    (k, v) => `{ echo "${k}=${v}"; printf '%s\\n' "${k} = ${v}"; } >> "$D/etc/sysctl.conf"\n`,
    (k, v) => `echo "${v}" > /proc/sys/${k.replaceAll(".", "/")}\nmodprobe nf_conntrack hashsize=${v}\n`,
  ],
  yaml: [
    (k, v) => `- name: x\n  ansible.posix.sysctl: { name: "${k}", value: '${v}' } # one\n`,
    (k, v) => `vars:\n  sysctl:\n    "${k}": "${v}"\n    ${k}: '${v}'\n`,
    (k, v) => `services:\n  a:\n    sysctls:\n      - "${k}=${v}"\n      - net.core.somaxconn=1\n`,
    (k, v) => `- copy:\n    dest: /etc/sysctl.d/x.conf\n    content: |\n      ${k} = ${v}\n      # end\n`,
    (k, v) => `run: >-\n  sudo sysctl -w\n  ${k}="${v}"\n`,
    (k, v) => `x: {{ y }}\n{% if z %}\n${k}: "${v}"\n{% endif %}\n`,
  ],
  json: [(k, v) => `{ "sysctls": [{ "name": "${k}", "value": "${v}" }], "${k}": "${v}" }\n`],
  nix: [
    (k, v) => `{ lib, ... }: { boot.kernel.sysctl = { "${k}" = lib.mkForce "${v}"; "net.core.x" = 1; }; }\n`,
    (k, v) => `{ boot.kernel.sysctl."${k}" = "${v}"; x = ''\n  sysctl -w ${k}=${v}\n''; }\n`,
  ],
  dockerfile: [
    (k, v) => `FROM a\nRUN echo "${k} = ${v}" >> /etc/sysctl.conf && \\\n  true\n`,
    (k, v) => `FROM a\nRUN <<EOF\nset -e\nprintf '${k}=%s\\n' '${v}' > /etc/sysctl.d/x.conf\nsysctl -w "${k}"='${v}'\nEOF\n`,
  ],
  systemd: [(k, v) => `[Service]\nExecStart=/sbin/sysctl -w "${k}=${v}" \\\n  ${k}=${v}\n`],
  hcl: [(k, v) => `a "b" {\n  inline = ["sysctl -w ${k}=${v}", "echo '${k}=${v}' > /etc/sysctl.d/x.conf"]\n}\n`],
  tuned: [(k, v) => `[sysctl]\n${k} = ${v}\n`],
  puppet: [(k, v) => `sysctl { '${k}': value => '${v}' }\nfile { '/x': content => "${k}=${v}\\n" }\n`],
  markdown: [(k, v) => `# x\n\n\`\`\`sh\nsysctl -w ${k}="${v}"\n\`\`\`\n\n\`\`\`\n${k} = ${v}\n\`\`\`\n`],
  chef: [(k, v) => `node['sysctl']['params']['${k}'] = '${v}'\n`],
};

function findings(kind: EmbeddedKind, text: string) {
  return lintEmbedded(parse(text), readEmbedded(text, kind), OPTIONS).findings;
}

/** Whether an edit touches nothing but one word: a key or a value. */
function isOneWord(text: string, { start, end, text: put }: TextEdit): boolean {
  return /^[\w./,-]+$/.test(text.slice(start, end)) && /^[\w./-]+$/.test(put);
}

interface Parser {
  readonly program: string;
  /** Prints which of its files the program refuses. */
  readonly refused: string;
  readonly suffix?: string;
  /** What of a host's text is in the parser's language; undefined for all of it. */
  readonly part?: RegExp;
}

/** One start for all where none is refused. */
const eachAlone = (command: string): string =>
  `${command} "$@" >/dev/null 2>&1 || for file; do ${command} "$file" >/dev/null 2>&1 || echo "$file"; done`;

const BASH: Parser = { program: "bash", refused: 'for file; do bash -n "$file" 2>/dev/null || echo "$file"; done' };

const INI = `
import configparser, sys
for name in sys.argv[1:]:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    try:
        parser.read(name)
        for section in parser.sections():
            parser.items(section)
    except configparser.Error:
        print(name)
`;

const PARSERS: Readonly<Partial<Record<EmbeddedKind, Parser>>> = {
  shell: BASH,
  nix: { program: "nix-instantiate", refused: eachAlone("nix-instantiate --parse") },
  // Whatever else a build wants, the shell gets what stands behind RUN.
  dockerfile: { ...BASH, part: /(?<=^RUN )[\s\S]*/m },
  hcl: {
    program: "terraform",
    suffix: ".tf",
    refused: `export TF_CLI_CONFIG_FILE=/dev/null CHECKPOINT_DISABLE=1; fmt() { terraform fmt -write=false -list=false "$@"; }; fmt "$(dirname "$1")" >/dev/null 2>&1 || for file; do fmt - <"$file" >/dev/null 2>&1 || echo "$file"; done`,
  },
  systemd: {
    program: "systemd-analyze",
    suffix: ".service",
    // Whether the command is installed here does not matter.
    refused: `odd() { systemd-analyze verify --man=no "$@" 2>&1 | grep -q "gnoring\\|nbalanced\\|Refusing"; }; odd "$@" && for file; do odd "$file" && echo "$file"; done; true`,
  },
  tuned: { program: "python3", refused: `python3 -c '${INI}' "$@"` },
  chef: { program: "ruby", refused: 'for file; do ruby -c "$file" >/dev/null 2>&1 || echo "$file"; done' },
  puppet: { program: "puppet", suffix: ".pp", refused: eachAlone("puppet parser validate") },
};

/** Why there is none at all. */
const WITHOUT_PARSER: Readonly<Partial<Record<EmbeddedKind, string>>> = { markdown: "any text is Markdown" };

/** Refused by every parser, so that one that refuses nothing is found out. */
const BROKEN = `"if (\n`;

function has(program: string): boolean {
  return spawnSync(program, ["--version"]).error === undefined;
}

/** Those of the texts that the host's own parser does not accept. */
function refused(kind: EmbeddedKind, texts: readonly string[]): readonly string[] {
  if (kind === "json") return texts.filter((text) => !isJson(text));
  if (kind === "yaml")
    return texts.filter(
      (text) => !text.includes("{{") && parseAllDocuments(text, { uniqueKeys: false }).some(({ errors }) => errors.length > 0),
    );
  const parser = PARSERS[kind];
  if (!parser) return [];
  const { suffix = "", part } = parser;
  const folder = mkdtempSync(join(tmpdir(), "ctp-hosts-"));
  try {
    const files = texts.map((_, index) => join(folder, `${index}${suffix}`));
    files.forEach((file, index) => {
      const text = texts[index] ?? "";
      writeFileSync(file, part?.exec(text)?.[0] ?? text);
    });
    const { status, stdout } = spawnSync("sh", ["-c", parser.refused, "sh", ...files], { encoding: "utf8" });
    expect(status).toBe(0);
    const names = new Set(stdout.split("\n"));
    return texts.filter((_, index) => names.has(files[index] ?? ""));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe.each(Object.entries(HOSTS))("%s", (name, hosts) => {
  const kind = name as EmbeddedKind;
  const parser = PARSERS[kind];
  const reason = WITHOUT_PARSER[kind] ?? (parser && !has(parser.program) ? `${parser.program} is not installed` : undefined);

  test("a fix changes keys and values alone, in the host's own quotes", () => {
    let fixes = 0;
    for (const host of hosts)
      for (const key of KEYS)
        for (const value of VALUES) {
          const text = host(key, value);
          const all = findings(kind, text).flatMap((finding) => finding.fixes());
          for (const { edits } of all) {
            fixes++;
            for (const edit of edits) expect([text, edit, isOneWord(text, edit)]).toEqual([text, edit, true]);
          }
          for (const edit of fixAllEmbedded(text, (one) => readEmbedded(one, kind), OPTIONS))
            expect([text, edit, isOneWord(text, edit)]).toEqual([text, edit, true]);
        }
    expect(fixes).toBeGreaterThan(10);
  });

  test.skipIf(reason)(`its own parser accepts what comes of it (${reason ?? parser?.program ?? kind})`, () => {
    const seen = new Set<string>();
    expect(refused(kind, [BROKEN])).toEqual([BROKEN]);
    for (const host of hosts)
      for (const key of KEYS)
        for (const value of ["256k", "1000000", "yes"]) {
          const text = host(key, value);
          seen.add(text);
          for (const { edits } of findings(kind, text).flatMap((finding) => finding.fixes())) {
            const fixed = applyEdits(text, edits);
            if (seen.has(fixed)) continue;
            seen.add(fixed);
            // What was read is read again, with another key or another value.
            expect(settingsIn(readEmbedded(fixed, kind)).length).toBe(settingsIn(readEmbedded(text, kind)).length);
          }
        }
    expect(refused(kind, [...seen])).toEqual([]);
  });
});

/** A generator of numbers from a seed, so that a failure can be run again. */
function random(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PIECES = [
  "'",
  '"',
  "`",
  "$(",
  "${",
  "{{",
  "}}",
  "{%",
  "%}",
  "<%",
  "%>",
  "<<EOF\n",
  "<<-'X'\n",
  "''",
  "\\",
  "\n",
  "\t",
  "#",
  "|",
  ">",
  "[",
  "]",
  "{",
  "}",
  "(",
  ")",
  ";",
  "&",
  "=",
  ": ",
  "- ",
  "\u3000",
  "\u00a0",
  "\u2028",
  "\0",
  "/*",
  "```\n",
  "\r",
  "EOF\n",
  "conntrack",
];

test("no text makes a reader throw, or leaves a place outside of it", () => {
  const samples = Object.entries(HOSTS).flatMap(([, hosts]) => hosts.map((host) => host("net.netfilter.nf_conntrack_max", "1k")));
  for (let seed = 1; seed <= RUNS; seed++) {
    const next = random(seed);
    let text = samples[next(samples.length)] ?? "";
    for (let edit = next(6); edit >= 0; edit--) {
      const at = next(text.length + 1);
      text = text.slice(0, at) + (PIECES[next(PIECES.length)] ?? "") + text.slice(at + next(3));
    }
    const kind = EMBEDDED_KINDS[next(EMBEDDED_KINDS.length)] ?? "shell";
    let listed: ReturnType<typeof settingsIn>;
    try {
      listed = settingsIn(readEmbedded(text, kind));
      findings(kind, text);
    } catch (error) {
      throw new Error(`seed ${seed}, ${kind}: ${JSON.stringify(text)}`, { cause: error });
    }
    for (const { start, end } of listed) expect([seed, start >= 0 && end >= start && end <= text.length]).toEqual([seed, true]);
  }
});
