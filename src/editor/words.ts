// The table of the editor's language, handed to core before any other module of ours is loaded: entries import this one first.
import { l10n } from "vscode";
import { speak } from "../core/words/index.ts";

speak(l10n.bundle);
