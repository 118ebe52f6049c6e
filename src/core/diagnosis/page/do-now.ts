// What to do now: each setting, now and new, with what it costs; and buttons that do it.

import { code, items, section, shown } from "../../text/html.ts";
import { formatBytes, formatCount } from "../../units/units.ts";
import { say } from "../../words/say.ts";
import { applyAndUndo } from "../apply-and-undo.ts";
import type { Plan } from "../diagnosis.ts";
import type { Actions } from "./actions.ts";

export function doNow({ settings, memory, basis }: Plan, actions: Actions): string {
  const rows = settings.map(({ key, value, was, why, cost }) => {
    const now = was === null ? shown(say("unknown")) : formatCount(was);
    return [
      `<tr><th scope="row">${actions.key(key)}</th>`,
      `<td class="number">${now}</td><td class="number"><strong>${formatCount(value)}</strong></td>`,
      `<td class="words">${shown(why)}. <span class="quiet">${shown(cost)}.</span></td></tr>`,
    ].join("");
  });
  const written = settings.map(({ key, value }) => ({ path: key, value }));
  const { apply, undo } = applyAndUndo({ settings });
  return section(
    say("Do now"),
    [
      `<table class="plan"><thead><tr>${head("", say("Key"))}${head("number", say("Now"))}${head("number", say("New"))}${head("", say("Why, and what it costs"))}</tr></thead><tbody>${rows.join("")}</tbody></table>`,
      memory === null ? "" : `<p>${shown(say("A full table takes {memory} of kernel memory.", { memory: formatBytes(memory) }))}</p>`,
      `<p class="buttons">${actions.write(written)}`,
      `${actions.button(say("Copy sysctl -w"), { kind: "copy", text: apply })}`,
      `${actions.moduleFile()}</p>`,
      undo === null ? "" : `<p class="quiet">${shown(say("To undo:"))} ${code(undo)}</p>`,
      `<p class="quiet">${shown(say("The keys exist only while nf_conntrack is loaded; a modules-load.d file loads it before they are set at the next boot."))}</p>`,
      `<details><summary>${shown(say("How the estimate was made"))}</summary>${items(basis)}</details>`,
    ].join(""),
  );
}

function head(kind: string, text: string): string {
  return `<th scope="col"${kind === "" ? "" : ` class="${kind}"`}>${shown(text)}</th>`;
}
