// The kind of code action that mends a whole file: ours alone, or with those of others on saving.
import { CodeActionKind } from "vscode";

export const FIX_ALL = CodeActionKind.SourceFixAll.append("conntrack");
