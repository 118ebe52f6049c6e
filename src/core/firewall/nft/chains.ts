// The inside of a chain: what makes it a base chain, and its rules.
import type { BaseChain, Hook, Table } from "../model.ts";
import { priorityOf } from "../names.ts";
import { type Context, takeStatementTokens } from "./context.ts";
import { nftSteps, textOf } from "./rule.ts";
import type { Token } from "./tokens.ts";

/** Reads up to the closing bracket, and takes it. */
export function takeChainBody({ cursor, source, tables }: Context, table: Table, name: string): void {
  const chain = tables.chain(table, name, cursor.peek(-1)?.line ?? cursor.peek()?.line ?? 1);
  while (!cursor.done && !cursor.take("}")) {
    const line = cursor.peek()?.line ?? 1;
    const tokens = takeStatementTokens(cursor);
    const [first, second] = tokens;
    if (!first) continue;
    if (first.text === "type" && second && /^(filter|nat|route)$/.test(second.text)) {
      const base = baseOf(tokens, table.family === "bridge");
      if (base) chain.base = base;
      else tables.note(line, textOf(tokens, source));
    } else if (first.text === "policy" && second) {
      if (chain.base) chain.base = { ...chain.base, policy: second.text === "drop" ? "drop" : "accept" };
    } else if (first.text === "comment" && second?.kind === "string" && tokens.length === 2) continue;
    else if (first.text === "flags" || first.text === "devices") continue;
    else tables.rule(table, name, { line, text: textOf(tokens, source), steps: nftSteps(tokens, source) });
  }
}

/** `type filter hook input [device "eth0"] priority filter + 10`. */
function baseOf(tokens: readonly Token[], bridge: boolean): BaseChain | undefined {
  const words = tokens.map(({ text }) => text);
  const hook = words[words.indexOf("hook") + 1] as Hook;
  const at = words.indexOf("priority");
  const priority = priorityOf(
    words.slice(at + 1).flatMap((word) => word.split(/(?<=[a-z])(?=[+-])|(?<=[a-z][+-])(?=\d)/)),
    bridge,
    hook,
  );
  if (!/^(ingress|prerouting|input|forward|output|postrouting|egress)$/.test(hook ?? "") || at < 0 || priority === undefined)
    return undefined;
  return { type: words[1] as BaseChain["type"], hook, priority, policy: "accept" };
}
