// The text of a plan file as a message to the calculator page.
import { say } from "../../words/say.ts";
import { parsePlan, planOf } from "../plan-file.ts";
import type { HostMessage } from "./protocol.ts";

export function openedPlan(name: string, text: string): HostMessage {
  const plan = parsePlan(text);
  if ("state" in plan) return { type: "plan", name, plan: planOf(plan.state), over: false };
  const [first] = plan.problems;
  return {
    type: "notice",
    text: say("{name} is not a valid plan: {why}", { name, why: first?.message ?? say("it is empty") }),
    failed: true,
  };
}
