// Two readings held against each other, as JSON.
import { type Comparison, comparisonHeadline } from "../../core/diagnosis/index.ts";
import type { AgainJson, CauseNameJson } from "../json/again.ts";
import { changesJson } from "./host.ts";

export function againJson(comparison: Comparison): AgainJson {
  const { losses, lost, seconds, entries, counters, settings, gone, added, still, namespaces, notes } = comparison;
  return {
    headline: comparisonHeadline(comparison),
    losses,
    lost,
    seconds,
    entries: entries && { before: entries.before, now: entries.now },
    counters: counters && changesJson(counters),
    settings: settings.map(({ key, before, now }) => ({ key, before, now })),
    gone: gone.map(causeName),
    added: added.map(causeName),
    still: still.map(causeName),
    namespaces: namespaces.map(({ name, lost: since, count }) => ({ name, lost: since, count })),
    notes,
  };
}

function causeName({ id, title }: Comparison["gone"][number]): CauseNameJson {
  return { id, title };
}
