// Every command, in the order in which the help lists them. A new one is a file beside this one and a line here.
import { analyze } from "./analyze.ts";
import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { completion } from "./completion/completion.ts";
import { diagnose } from "./diagnose.ts";
import { effective } from "./effective.ts";
import { explain } from "./explain.ts";
import { firewall } from "./firewall.ts";
import { fleet } from "./fleet.ts";
import { live } from "./live.ts";
import { lsp } from "./lsp.ts";
import { mcp } from "./mcp.ts";
import { plan } from "./plan.ts";
import { settings } from "./settings.ts";
import { size } from "./size.ts";

const OF_CONNTRACK: readonly Command[] = [check, settings, effective, size, plan, explain, analyze, diagnose, live, firewall, fleet];
const SERVERS: readonly Command[] = [lsp, mcp(OF_CONNTRACK)];

export const COMMANDS: readonly Command[] = [...OF_CONNTRACK, ...SERVERS, completion([...OF_CONNTRACK, ...SERVERS])];
