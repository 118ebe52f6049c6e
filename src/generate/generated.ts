// Every file of the project that derives from its tables, wholly or in part. A new one is a record here.
import { optionReference } from "./option-reference.ts";
import { ruleSettings } from "./rule-settings.ts";
import { ruleTitles } from "./rule-titles.ts";
import { settingReference } from "./setting-reference.ts";

export interface Generated {
  /** From the root of the project. */
  readonly path: string;
  /**
   * The whole file. Of `before`, the text that is there ("" where the file is new), it keeps what does not derive.
   * `read` gives the text of another file of the project, as generated where that one comes before.
   */
  text(before: string, read: (path: string) => string): string;
}

/** In the order in which they are made. */
export const GENERATED: readonly Generated[] = [ruleSettings, ruleTitles, settingReference, optionReference];
