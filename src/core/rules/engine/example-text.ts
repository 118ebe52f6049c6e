// The examples of a rule as texts: of a tree, each file under its name.
import type { Example, ExampleTree, RuleDocs } from "./rule-docs.ts";

/** Those of single files first. */
export function exampleTexts({ examples, trees, embedded }: RuleDocs): readonly Example[] {
  return [
    ...examples,
    ...(embedded ?? []),
    ...(trees ?? []).map(({ bad, good, ...conditions }) => ({ ...conditions, bad: asText(bad), good: asText(good) })),
  ];
}

function asText(tree: ExampleTree): string {
  return Object.entries(tree)
    .map(([path, text]) => `# ${path}\n${text}`)
    .join("\n");
}
