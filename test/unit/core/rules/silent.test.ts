// Files that once raised a false alarm, or might: none of them may have a finding, whoever applies it.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { lint } from "../../../../src/core/rules/engine/lint.ts";
import { APPLIERS } from "../../../../src/core/sysctl/applier.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";

const folder = new URL("../../../fixtures/silent/", import.meta.url);

test.each(readdirSync(folder))("%s", (name) => {
  const document = parse(readFileSync(new URL(name, folder), "utf8"));
  for (const applier of APPLIERS)
    expect(lint(document, { target: DEFAULT_TARGET, applier }).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
});
