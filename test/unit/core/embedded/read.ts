// A text of another language as the list of what it sets: "KEY=VALUE how scope", with `computed` behind where it is.
import type { EmbeddedKind } from "../../../../src/core/embedded/document.ts";
import { readEmbedded } from "../../../../src/core/embedded/index.ts";
import { type ListedSetting, settingsIn } from "../../../../src/core/embedded/inventory.ts";

export function listed(kind: EmbeddedKind, text: string): readonly string[] {
  return settingsIn(readEmbedded(text, kind)).map(told);
}

const HOME = "net.netfilter.nf_conntrack_";

function told({ key, value, how, scope, computed }: ListedSetting): string {
  const short = key.startsWith(HOME) ? key.slice(HOME.length) : key;
  return `${short}=${value} ${how} ${scope}${computed ? " computed" : ""}`;
}
