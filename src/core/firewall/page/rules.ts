// The rules to write, on a page, with what puts them in and takes them out again.

import { block, linkButton, section, shown } from "../../text/html.ts";
import { formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import type { FirewallAnswer } from "../firewall.ts";
import type { RuleText } from "../read.ts";
import type { Actions } from "./actions.ts";

type Text = RuleText & { readonly editable: boolean };

export function rulesSection({ rules, back, plan }: FirewallAnswer, texts: readonly Text[], actions: Actions): string {
  const kinds = (["nft", "iptables"] as const).filter((kind) => rules[kind] !== "");
  if (kinds.length === 0) return "";
  const inserts = texts.flatMap(({ name, editable }, text) =>
    editable ? [linkButton(say("Insert into {name}", { name }), actions.address({ kind: "insert", text }))] : [],
  );
  const order =
    plan.insertions.length > 0
      ? say("Add the accepts first, then notrack; otherwise open connections stall until they are accepted.")
      : say("They need no accepts before them.");
  // One kind of rules has all its buttons in a row; and one button of the page is the first choice.
  const alone = kinds.length === 1;
  const parts = kinds.map((kind) => {
    const button = (label: string, action: Parameters<Actions["address"]>[0]): string => linkButton(label, actions.address(action));
    const buttons = [
      ...(alone ? inserts : []),
      button(say("Copy the {kind} rules", { kind }), { kind: "copy", what: "rules", text: rules[kind] }),
      button(say("Open as a document"), { kind: "open", text: rules[kind] }),
      button(say("Copy the undo commands"), { kind: "copy", what: "undo", text: `${back[kind]}\n` }),
    ];
    return [
      alone ? "" : `<h3>${shown(say("For {kind}", { kind }))}</h3>`,
      row(buttons, alone || inserts.length === 0),
      shortBlock(rules[kind].trimEnd()),
    ].join("");
  });
  return section(
    say("Suggested rules"),
    [
      `<p>${shown(order)} ${shown(say("For local services they match only local addresses, in both hooks and both directions."))}</p>`,
      inserts.length === 0
        ? ""
        : `<p>${shown(say("Inserting changes only the text. Load it afterwards; over ssh, first arrange the undo, as the comments above the rules show."))}</p>`,
      alone || inserts.length === 0 ? "" : row(inserts, true),
      ...parts,
    ].join(""),
  );
}

/** The first of them stands out where it is the first choice. */
function row(buttons: readonly string[], choice: boolean): string {
  return `<p${choice ? ' class="buttons"' : ""}>${buttons.join("")}</p>`;
}

/** Lines in sight; copied and opened are all. */
const LINES = 300;

function shortBlock(text: string): string {
  const lines = text.split("\n");
  const more = lines.length - LINES;
  return `${block(lines.slice(0, LINES).join("\n"))}${more > 0 ? `<p class="quiet">${shown(say("{more} more lines: copy the rules, or open them as a document.", { more: formatCount(more) }))}</p>` : ""}`;
}
