// Names of the reference's pages, and links between them: a rule or a key that a text names in code leads to its page.
import { dotted, explainedPaths, RULES } from "../../core/language/index.ts";

export const rulePath = (id: string): string => `reference/rules/${id}.html`;
export const keyPath = (path: string): string => `reference/keys/${dotted(path)}.html`;

const pages = new Map<string, string>([
  ...RULES.map(({ id }) => [id, rulePath(id)] as const),
  ...explainedPaths().map((path) => [dotted(path), keyPath(path)] as const),
  // As texts shorten them.
  ...explainedPaths()
    .filter((path) => path.startsWith("net/netfilter/"))
    .map((path) => [path.slice("net/netfilter/".length), keyPath(path)] as const),
]);

/** The page of what a piece of code names, from the site's root. */
export function pageOf(code: string): string | undefined {
  return pages.get(code);
}
