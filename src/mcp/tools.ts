// The tools, in the order in which they are listed. None writes anything.
import type { Tool } from "./tool.ts";
import { analyze } from "./tools/analyze.ts";
import { check } from "./tools/check.ts";
import { diagnose } from "./tools/diagnose.ts";
import { effective } from "./tools/effective.ts";
import { explain } from "./tools/explain.ts";
import { firewall } from "./tools/firewall.ts";
import { plan } from "./tools/plan.ts";
import { settings } from "./tools/settings.ts";
import { size } from "./tools/size.ts";

export const TOOLS: readonly Tool[] = [check, effective, settings, size, plan, explain, diagnose, analyze, firewall];
