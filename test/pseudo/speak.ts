// Core speaks the pseudo-language, as it does behind the pages of the editor.
import { speak } from "../../src/core/words/index.ts";
import { projectRoot } from "../host/project.ts";
import { pseudoTable } from "../host/pseudo.ts";

speak(pseudoTable(projectRoot, "l10n/bundle.l10n.json"));
