// The ways between English and the pseudo-language, over every text that there is.
import { expect, test } from "vitest";
import { asShown, english, whollyShown } from "../host/as-shown.ts";
import { projectRoot } from "../host/project.ts";
import { pseudoTable } from "../host/pseudo.ts";

const texts = (["l10n/bundle.l10n.json", "package.nls.json"] as const).flatMap((path) => Object.values(pseudoTable(projectRoot, path)));

test("every text is read as English, and found by it, alone and among others", () => {
  expect(texts.length).toBeGreaterThan(1000);
  for (const shown of texts) {
    const text = english(shown);
    expect(text).toMatch(/^[^⟦⟧ɤ]+$/);
    expect(shown).toMatch(whollyShown(text));
    expect(`${shown}.`).not.toMatch(whollyShown(text));
  }
});

test("a part of a text is found, and a text within a text", () => {
  expect("⟦Çàþàçîţý: sysctl.conf ɤɤɤɤɤɤɤɤ⟧").toMatch(asShown("Capacity: sysctl.conf"));
  expect("⟦Çàþàçîţý: ⟦ţĥîš ĥöšţ ɤɤɤɤ⟧, ɱîñé ɤɤɤɤɤɤɤɤɤ ɤ⟧").toMatch(whollyShown("Capacity: this host, mine"));
  expect("⟦Ŵŕîţé 2 çĥàñĝéš ɤɤɤɤɤɤ⟧").toMatch(asShown("2 change"));
  expect("⟦Ŵŕîţé 2 çĥàñĝéš ɤɤɤɤɤɤ⟧").not.toMatch(asShown("3 change"));
});
