// The command line's own time: `check` of one file, against a Node process that does nothing.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../host/project.ts";
import { makeTempFolder } from "../host/temp.ts";
import { conntrackAmongOthers } from "./documents.ts";
import { measure, ratios, TIME } from "./measure.ts";
import { milliseconds, printTable, ratio, wish } from "./table.ts";

/** Times an empty process. */
const MOST = 3;

export async function commandLine(): Promise<void> {
  const temp = makeTempFolder();
  try {
    const nothing = join(temp.path, "nothing.js");
    const file = join(temp.path, "sysctl.conf");
    writeFileSync(nothing, "");
    writeFileSync(file, conntrackAmongOthers(120).sysctl);
    const start = (...args: readonly string[]) => {
      const { status, stderr } = spawnSync(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
      if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
    };
    const cli = join(projectRoot, "dist", "cli.js");
    const [ours, version, empty] = await measure(
      [
        { name: "check of one file", run: () => start(cli, "check", file) },
        { name: "--version", run: () => start(cli, "--version") },
        { name: "an empty process", run: () => start(nothing) },
      ],
      { clock: TIME, rounds: 21, sampleMs: 0, warmUpMs: 300 },
    );
    const against = ratios(ours, empty);
    printTable(
      "The command line as a process, against a Node process that does nothing",
      ["", "ms", "times an empty process", "wish"],
      [
        ["check of a file of 120 lines", milliseconds(ours), ratio(against), wish(against.median, "at most", MOST)],
        ["--version", milliseconds(version), ratio(ratios(version, empty)), ""],
        ["nothing", milliseconds(empty), "", ""],
      ],
    );
  } finally {
    temp.remove();
  }
}
