// `effective`: what is in force once all files of a tree have been applied, and what became of every line.
import { APPLIERS } from "../core/language/index.ts";
import type { Command, ExitCode } from "./command.ts";
import { effectiveText } from "./effective-text.ts";
import { inRoot, ROOT, readRoot } from "./read-root.ts";
import { scriptsBelow } from "./scripts-below.ts";
import { painter } from "./style.ts";
import { readTarget, TARGET_OPTIONS } from "./target-options.ts";
import { effectiveJson } from "./to-json/effective.ts";
import { jsonPieces } from "./to-json/streamed.ts";
import { UsageError } from "./usage-error.ts";
import { quoted, visible } from "./visible.ts";

export const effective: Command = {
  name: "effective",
  usage: "--root DIR [OPTION...]",
  summary: "Shows which settings take effect after all files of a tree are applied, and why other lines have no effect",
  description: [
    "Reads sysctl.d, sysctl.conf, modprobe.d, modules-load.d and other files that set conntrack keys below DIR. Links are\nresolved as if DIR were the root of the system; nothing outside it is read.",
    "Exit codes: 0 success; 2 wrong usage, or files that cannot be read.",
  ],
  options: [
    ROOT,
    {
      name: "applier",
      value: "NAME",
      choices: ["auto", ...APPLIERS],
      help: `${APPLIERS.join(", ")}: systemd-sysctl, sysctl --system, BusyBox sysctl -p; auto: detect from the tree, otherwise systemd (default)`,
    },
    ...TARGET_OPTIONS,
    { name: "format", value: "FORMAT", choices: ["text", "json"], help: "text or json (default text)" },
  ],
  async run(input, output): Promise<ExitCode> {
    const root = input.value("root");
    const [extra] = input.rest;
    if (extra !== undefined) throw new UsageError(`effective takes no ${quoted(extra)}; use --root ${quoted(extra)}`);
    if (root === undefined) throw new UsageError("effective needs --root DIR, the folder that contains etc");
    const target = readTarget(input);
    const host = await readRoot(root, input, target);
    const assumed = input.value("kernel") === undefined && host.target.kernel === target.kernel;
    const scripts = await scriptsBelow(root, host);
    if (input.value("format") === "json") {
      for (const piece of jsonPieces(effectiveJson(host, scripts.settings))) await output.write(piece);
      await output.write("\n");
    } else for (const piece of effectiveText(host, scripts.settings, assumed, painter(output.colour))) await output.write(piece);
    const unread = host.unread.map(({ path, reason }) => ({ path: inRoot(root, path), reason }));
    for (const { path, reason } of [...unread, ...scripts.left]) output.say(`${visible(path)}: ${visible(reason)}`);
    return host.unread.length > 0 ? 2 : 0;
  },
};
