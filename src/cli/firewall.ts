// `firewall`: whether rule sets of nft and iptables need connection tracking, by port, and what may go without.
import { firewallAnswer, PortCounts, parsePort, type RuleText } from "../core/firewall/index.ts";
import { LIMITS, TOO_MUCH } from "../core/language/index.ts";
import type { Command, ExitCode } from "./command.ts";
import { firewallText } from "./firewall-text.ts";
import type { Input } from "./options.ts";
import { gathered, pathsOrStdin, readPlainPieces, shownName, Unreadable } from "./pieces.ts";
import { firewallJson } from "./to-json/firewall.ts";
import { toJson } from "./to-json/text.ts";
import { UsageError } from "./usage-error.ts";
import { quoted, visible } from "./visible.ts";

export const firewall: Command = {
  name: "firewall",
  usage: "[FILE...|-] [OPTION...]",
  summary: "Shows which ports in firewall rules need connection tracking, and writes rules that work without it",
  description: [
    "Each file is output of nft list ruleset (also with -a or -j), iptables-save or ip6tables-save, or a file for them;\ntogether they are the rules of one host:\n  sudo nft list ruleset | conntrack-planner firewall -",
    "Lines that are not recognized are listed and treated as needing tracking.",
    "Exit codes: 0 success; 2 wrong usage, or input that cannot be read.",
  ],
  options: [
    { name: "dump", value: "FILE", help: "a dump of the conntrack table, to show what untracking each port saves" },
    { name: "port", value: "N", help: "only this port, in every role" },
    { name: "format", value: "FORMAT", choices: ["text", "json"], help: "text or json (default text)" },
  ],
  async run(input, output): Promise<ExitCode> {
    const port = readPort(input);
    const paths = pathsOrStdin(input.rest, "firewall");
    const dumpPath = input.value("dump");
    if (dumpPath === "-" && paths.includes("-")) throw new UsageError("standard input can be the rules or the dump, not both");
    const texts: RuleText[] = [];
    let dump: PortCounts | undefined;
    let current = "";
    try {
      for (const path of paths) {
        current = path;
        texts.push({ name: path === "-" ? "" : path, text: await readText(path) });
      }
      current = dumpPath ?? "";
      if (dumpPath !== undefined) dump = await readDump(dumpPath);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      output.say(`${visible(shownName(current))}: ${visible(error.message)}`);
      return 2;
    }
    if (input.rest.length === 0 && texts.every(({ text }) => text === ""))
      throw new UsageError("firewall needs input; standard input is empty");
    const answer = firewallAnswer({ texts, ports: port === undefined ? undefined : [port], dump });
    if (input.value("format") === "json") await output.write(`${toJson(firewallJson(answer))}\n`);
    else await output.write(`${firewallText(answer, texts, output)}\n`);
    return 0;
  },
};

function readPort(input: Input): number | undefined {
  const text = input.value("port");
  if (text === undefined) return undefined;
  const port = parsePort(text);
  if (port === undefined)
    throw new UsageError(`--port ${quoted(text)} is not a port; give a number from 1 to 65535 or a name such as https`);
  return port;
}

/** Throws Unreadable. */
async function readText(path: string): Promise<string> {
  const bytes = await gathered(readPlainPieces(path), LIMITS.fileBytes);
  if (!bytes) throw new Unreadable(TOO_MUCH.fileBytes);
  return new TextDecoder().decode(bytes);
}

async function readDump(path: string): Promise<PortCounts> {
  const counts = new PortCounts();
  const decoder = new TextDecoder("latin1");
  let rest = "";
  for await (const piece of readPlainPieces(path)) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    // A line without end is no entry.
    if (rest.length > LIMITS.lineBytes) rest = "";
    for (const line of lines) counts.line(line);
  }
  counts.line(rest);
  return counts;
}
