// Every file of the project that derives from its tables, wholly or in part. A new one is a record here.

import { adviceReference } from "./advice-reference.ts";
import { askedKernels, askedKeys } from "./asked-kernels.ts";
import type { Generated } from "./generated-file.ts";
import { jsonSchemas } from "./json-schemas.ts";
import { kernelReference } from "./kernel-reference.ts";
import { manPage } from "./man-page.ts";
import { measuredFigures } from "./measured-figures.ts";
import { optionReference } from "./option-reference.ts";
import { planKeys } from "./plan-keys.ts";
import { planSchema } from "./plan-schema.ts";
import { proven } from "./proven.ts";
import { ruleSettings } from "./rule-settings.ts";
import { ruleTitles } from "./rule-titles.ts";
import { settingReference } from "./setting-reference.ts";
import { verification } from "./verification.ts";
import { wordTable } from "./word-table.ts";

/** In the order in which they are made. */
export const GENERATED: readonly Generated[] = [
  ruleSettings,
  ruleTitles,
  settingReference,
  optionReference,
  planKeys,
  manPage,
  planSchema,
  adviceReference,
  askedKernels,
  askedKeys,
  proven,
  kernelReference,
  verification,
  measuredFigures,
  ...jsonSchemas,
  wordTable,
];
