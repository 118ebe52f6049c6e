// What helps with a document once it is in sight: hovers, completion, fixes, structure, figures. Loaded when the editor first asks.
import { moduleFileActions, sysctlActions } from "./code-actions.ts";
import { sysctlCompletion } from "./completion.ts";
import { formatting } from "./formatting.ts";
import { navigation } from "./host-navigation.ts";
import { sysctlHover } from "./hover.ts";
import { inlineFigures } from "./inline-figures.ts";
import { moduleFiles } from "./module-files.ts";
import type { Language } from "./services.ts";
import { structure } from "./structure.ts";

export type Assist = ReturnType<typeof assist>;

export function assist(language: Language) {
  return {
    hover: sysctlHover(language),
    completion: sysctlCompletion(language),
    actions: sysctlActions(language),
    moduleActions: moduleFileActions(language),
    navigation: navigation(language),
    structure: structure(language),
    formatting: formatting(language),
    figures: inlineFigures(language),
    moduleFiles: moduleFiles(language),
  };
}
