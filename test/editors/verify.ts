// Serves real editors and holds what they show against the command line: `npm run verify:editors`. Ends with a line
// `N passed, N failed, N skipped`.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runScript } from "../host/failure.ts";
import { projectRoot } from "../host/project.ts";
import { makeTempFolder } from "../host/temp.ts";

const PROGRAM = join(projectRoot, "dist/cli.js");
const TEXT = `# A gateway.
net.ipv4.netfilter.ip_conntrack_tcp_timeout_time_wait=60
net.netfilter.nf_conntrack_udp_timeout = 30s
net.netfilter.nf_conntrack_max=262144
`;
/** As the rules' own pages say, and with the signs below one another. */
const FORMATTED = `# A gateway.
net.netfilter.nf_conntrack_tcp_timeout_time_wait = 60
net.netfilter.nf_conntrack_udp_timeout           = 30
net.netfilter.nf_conntrack_max                   = 262144
`;

interface Seen {
  readonly version: number;
  readonly findings: readonly string[];
  readonly completions: readonly string[];
  readonly fixed: string;
  readonly formatted: string;
  readonly left: readonly string[];
  readonly problem?: string;
}

function conntrack(...args: readonly string[]): string {
  return spawnSync(process.execPath, [PROGRAM, ...args], { input: TEXT, encoding: "utf8" }).stdout;
}

function inNeovim(folder: string): Seen {
  const [file, out] = [join(folder, "sysctl.conf"), join(folder, "seen.json")];
  writeFileSync(file, TEXT);
  const env = { ...process.env, CTP_FILE: file, CTP_OUT: out, CTP_PROGRAM: PROGRAM, CTP_NODE: process.execPath, XDG_STATE_HOME: folder };
  const { stdout, stderr } = spawnSync("nvim", ["--headless", "--clean", "-S", join(import.meta.dirname, "neovim.lua")], {
    ...{ env, cwd: folder, encoding: "utf8", timeout: 300_000 },
  });
  if (!existsSync(out)) throw new Error(`Neovim left nothing behind:\n${stdout}${stderr}`);
  return JSON.parse(readFileSync(out, "utf8"));
}

interface Finding {
  readonly rule: string;
}

/** Names of what is checked, and whether it is so. */
function checksOf({ findings, completions, fixed, formatted, left, problem }: Seen): readonly (readonly [string, boolean, unknown])[] {
  const { files } = JSON.parse(conntrack("check", "-", "--format", "json")) as {
    readonly files: readonly { readonly findings: readonly Finding[] }[];
  };
  const rules = files.flatMap((one) => one.findings.map(({ rule }) => rule)).sort();
  return [
    ["it got to the end", problem === undefined, problem],
    ["findings are those of check", rules.length > 1 && rules.join() === findings?.join(), findings],
    ["the limit is among the completions", completions?.some((label) => label.includes("nf_conntrack_max")) === true, completions],
    ["fix all does what check --fix does", fixed === conntrack("check", "-", "--fix"), fixed],
    ["formatting puts the signs below one another", formatted === FORMATTED, formatted],
    ["no error is left", left?.every((rule) => !["removed-key", "invalid-value"].includes(rule)) === true, left],
  ];
}

await runScript(async () => {
  if (spawnSync("nvim", ["--version"]).status !== 0) {
    process.stdout.write("Skipped: Neovim is not installed (apt-get install neovim).\n0 passed, 0 failed, 1 skipped\n");
    return 0;
  }
  const folder = makeTempFolder();
  try {
    const seen = inNeovim(folder.path);
    const checks = checksOf(seen);
    process.stdout.write(`Neovim 0.${seen.version}\n`);
    for (const [name, holds, found] of checks)
      process.stdout.write(`  ${holds ? "✓" : "✗"} ${name}${holds ? "" : `: ${JSON.stringify(found)}`}\n`);
    const failed = checks.filter(([, holds]) => !holds).length;
    process.stdout.write(`${checks.length - failed} passed, ${failed} failed\n`);
    return failed > 0 ? 1 : 0;
  } finally {
    folder.remove();
  }
});
