// Runs inside namespaces of its own: builds every tree in a fresh root, runs every program on it under strace, and prints
// what was written and what is in force then, as JSON. Started by namespace.ts; does nothing where it is not alone.
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildOptions, configuredHz, probedHz } from "../kernel/running-kernel.ts";
import { establish, readValue } from "../kernel/sysctl-file.ts";
import type { ListedFile, Observation, ObservedRun } from "./agreement.ts";
import { HOME, installPrograms, type Program } from "./programs.ts";
import { observedWrites, STRACE } from "./strace.ts";
import { build, CREDENTIAL_FOLDER, type ProgramRun, runName, type TreeSpec } from "./tree-spec.ts";
import { allTrees } from "./trees.ts";

/** Never given to a program: it cannot be taken back, and it is the whole machine's. */
const NEVER = "net/netfilter/nf_hooks_lwtunnel";

const outside = process.argv[2];
if (!outside || readlinkSync("/proc/self/ns/net") === outside) throw new Error("not in a network namespace of its own");

const root = mkdtempSync(join(tmpdir(), "ctp-appliers-"));
mount("-t", "tmpfs", "tmpfs", root);
const { programs, missing } = installPrograms(root);
// Of /proc only the network's settings, and of those not the one that lasts: whatever a tree says, nothing else can be hit.
mkdirSync(`${root}/proc`);
mount("-t", "tmpfs", "tmpfs", `${root}/proc`);
mkdirSync(`${root}/proc/sys/net`, { recursive: true });
mount("--bind", "/proc/sys/net", `${root}/proc/sys/net`);
mount("-o", "remount,ro", `${root}/proc`);
mkdirSync(`${root}/dev`);
writeFileSync(`${root}/dev/null`, "");
mount("--bind", "/dev/null", `${root}/dev/null`);
if (existsSync(`/proc/sys/${NEVER}`)) mount("--bind", "/dev/null", `${root}/proc/sys/${NEVER}`);
const KEPT = new Set(["proc", "dev", HOME.slice(1)]);

const listing = list("net");
const keys = listing.filter(({ there, path }) => there === "file" && isNumber(path)).map(({ path }) => path);
const initial = Object.fromEntries(keys.map((path) => [path, readValue(path)]));
const timeout = keys.find((path) => path.endsWith("_udp_timeout"));
const hz = configuredHz(buildOptions()) ?? (timeout === undefined ? undefined : probedHz(timeout));

const runs: Record<string, Record<string, ObservedRun>> = {};
for (const tree of allTrees()) {
  const own: Record<string, ObservedRun> = {};
  runs[tree.name] = own;
  for (const run of tree.runs) {
    const program = programs.find(({ applier }) => applier === run.program);
    if (program) own[runName(run)] = runOn(tree, run, program);
  }
}
const observation: Observation = {
  programs: Object.fromEntries(programs.map(({ applier, version }) => [applier, version])),
  missing,
  ...(hz === undefined ? {} : { hz }),
  listing,
  initial: Object.fromEntries(Object.entries(initial).map(([path, value]) => [path, String(value)])),
  runs,
};
spawnSync("umount", ["-R", root]);
rmdirSync(root);
process.stdout.write(JSON.stringify(observation));

function runOn(tree: TreeSpec, { files }: ProgramRun, program: Program): ObservedRun {
  for (const name of readdirSync(root)) if (!KEPT.has(name)) rmSync(join(root, name), { recursive: true, force: true });
  build(tree, root);
  establish(initial);
  const log = `${root}-strace`;
  const command = [...program.command, ...(files ? [...program.withFiles, ...files] : program.system)];
  const credentials = existsSync(root + CREDENTIAL_FOLDER) ? { CREDENTIALS_DIRECTORY: CREDENTIAL_FOLDER } : {};
  const { error, signal } = spawnSync(STRACE[0] ?? "", [...STRACE.slice(1), log, "chroot", root, ...command], {
    stdio: "ignore",
    timeout: 30_000,
    env: { PATH: process.env["PATH"], LC_ALL: "C", ...credentials },
  });
  if (error || signal) throw error ?? new Error(`${program.applier} on ${tree.name} ended with ${signal}`);
  const writes = observedWrites(readFileSync(log, "latin1"), root).map(({ path, bytes, taken }) => [path, bytes, taken] as const);
  rmSync(log);
  const changed = keys.filter((path) => readValue(path) !== initial[path]);
  return { writes, values: Object.fromEntries(changed.map((path) => [path, String(readValue(path))])) };
}

function list(folder: string): readonly ListedFile[] {
  const found: ListedFile[] = [{ path: folder, there: "folder" }];
  for (const name of readdirSync(`/proc/sys/${folder}`)) {
    const path = `${folder}/${name}`;
    const stats = statSync(`/proc/sys/${path}`);
    // Keys of addresses and neighbours come and go, and no tree names one.
    if (stats.isDirectory()) found.push(...(/^net\/(?:netfilter)$/.test(path) ? list(path) : [{ path, there: "folder" } as const]));
    else found.push({ path, there: (stats.mode & 0o200) === 0 ? "read-only" : "file" });
  }
  return found;
}

function isNumber(path: string): boolean {
  return path !== NEVER && /^net\/netfilter\/nf_/.test(path) && /^-?\d+\s*$/.test(readFileSync(`/proc/sys/${path}`, "utf8"));
}

function mount(...args: readonly string[]): void {
  const { status, stderr } = spawnSync("mount", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`mount ${args.join(" ")}: ${stderr.trim()}`);
}
