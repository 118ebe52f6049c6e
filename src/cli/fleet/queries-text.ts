// --show-queries: what would be asked, as commands that save each answer for --from.
import { allQueries, type Query, type Scope } from "../../core/fleet/index.ts";
import { shellWord } from "../../core/language/index.ts";
import { parametersOf, pathOf } from "./parameters.ts";

export function queriesText(scope: Scope, address: string | undefined): string {
  const queries = allQueries(scope);
  return [
    `# ${queries.length} queries; for fleets of more than 400 hosts, each runs for a part of the hosts at a time.`,
    "# Save the answers, then: conntrack-planner fleet --from *.json",
    ...(address === undefined ? ["PROMETHEUS=http://localhost:9090"] : [`PROMETHEUS=${shellWord(address)}`]),
    ...queries.map(curl),
    "",
  ].join("\n");
}

function curl(query: Query): string {
  const words = [...parametersOf(query)].map(([name, value]) => `--data-urlencode ${shellWord(`${name}=${value}`)}`);
  return `\n# ${query.about}\ncurl -fsS "$PROMETHEUS${pathOf(query)}" -o ${query.id}.json \\\n  ${words.join(" \\\n  ")}`;
}
