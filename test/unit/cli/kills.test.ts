// A run that is killed at any moment: every file is the old one or the new one, and nothing stays beside them.
// A few kills here; KILLS sets another number, for each signal and way of writing.
import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

const kills = Number(process.env["KILLS"] ?? 2);
const TYPOS = "# padding to be copied\n".repeat(40) + "net.netfilter.nf_contrack_max = 262144\n".repeat(3);
const MENDED = TYPOS.replaceAll("contrack", "conntrack");
const FILES = Array.from({ length: 25 }, (_, index) => `${String(index).padStart(2, "0")}.conf`);
const PLAN = ["plan", "--rate", "4000", "--duration", "10", "--hz", "250", "--write"];

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

/** Runs until it ends or is told to. How many milliseconds it took where it ended by itself. */
function runUntil(args: readonly string[], cwd: string, signal: NodeJS.Signals, milliseconds: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const start = performance.now();
    const child = spawn(process.execPath, [cli.bundle, ...args], { cwd, stdio: "ignore" });
    const timer = setTimeout(() => child.kill(signal), milliseconds);
    child.on("close", (_code, by) => {
      clearTimeout(timer);
      resolve(by === signal ? undefined : performance.now() - start);
    });
  });
}

async function durationOf(args: readonly string[], cwd: string): Promise<number> {
  const start = performance.now();
  await cli.run(args, { cwd });
  return performance.now() - start;
}

function strangers(folder: string, expected: readonly string[]): readonly string[] {
  return readdirSync(folder).filter((name) => !expected.includes(name));
}

describe.skipIf(process.platform === "win32")("killed", { timeout: 60_000 + kills * 20_000 }, () => {
  test.each<NodeJS.Signals>(["SIGKILL", "SIGINT", "SIGTERM"])("check --fix by %s, %#", async (signal) => {
    const folder = join(cli.folder({}), "files");
    const args = ["check", "--fix", "--", ...FILES];
    const fill = (): void => {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      for (const name of FILES) {
        writeFileSync(join(folder, name), TYPOS);
        chmodSync(join(folder, name), 0o640);
      }
    };
    fill();
    let whole = await durationOf(args, folder);
    let killed = 0;
    for (let run = 0; killed < kills && run < 20 * kills; run++) {
      fill();
      const took = await runUntil(args, folder, signal, Math.random() * whole);
      // A machine that is less busy than before leaves less time to be killed in.
      if (took === undefined) killed++;
      else whole = took;
      for (const name of FILES) {
        expect([TYPOS, MENDED]).toContain(readFileSync(join(folder, name), "utf8"));
        expect(statSync(join(folder, name)).mode & 0o7777).toBe(0o640);
      }
      if (signal !== "SIGKILL") expect(strangers(folder, FILES)).toEqual([]);
      // One file left to write is enough for the next run to clean up.
      writeFileSync(join(folder, FILES[0] ?? ""), TYPOS);
      expect((await cli.run(args, { cwd: folder })).stderr).toBe("");
      expect(strangers(folder, FILES)).toEqual([]);
      for (const name of FILES) expect(readFileSync(join(folder, name), "utf8")).toBe(MENDED);
    }
    expect(killed).toBe(kills);
  });

  test.each<NodeJS.Signals>(["SIGKILL", "SIGINT", "SIGTERM"])("plan --write by %s, into an old file and a new one", async (signal) => {
    const folder = cli.folder({});
    const old = "# mine\nnet.netfilter.nf_conntrack_max = 65536\n";
    writeFileSync(join(folder, "a.conf"), old);
    let whole = await durationOf([...PLAN, "a.conf"], folder);
    await cli.run([...PLAN, "b.conf"], { cwd: folder });
    const [overwritten, made] = ["a.conf", "b.conf"].map((name) => readFileSync(join(folder, name), "utf8"));
    let killed = 0;
    for (let run = 0; killed < kills && run < 20 * kills; run++) {
      const isNew = run % 2 === 1;
      const name = isNew ? "b.conf" : "a.conf";
      for (const one of readdirSync(folder)) rmSync(join(folder, one));
      if (!isNew) writeFileSync(join(folder, name), old);
      const took = await runUntil([...PLAN, name], folder, signal, whole * (0.3 + Math.random() * 0.7));
      if (took === undefined) killed++;
      else whole = took;
      const left = strangers(folder, [name]);
      if (signal !== "SIGKILL") expect(left).toEqual([]);
      const now = readdirSync(folder).includes(name) ? readFileSync(join(folder, name), "utf8") : undefined;
      expect(isNew ? [undefined, made] : [old, overwritten]).toContain(now);
      rmSync(join(folder, name), { force: true });
      expect(await cli.run([...PLAN, name], { cwd: folder })).toMatchObject({ code: 0 });
      expect(readdirSync(folder)).toEqual([name]);
    }
    expect(killed).toBe(kills);
  });
});
