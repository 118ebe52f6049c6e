// Quick fixes for findings, and silencing a rule.
import { CodeAction, CodeActionKind, type Diagnostic, type Disposable, languages, WorkspaceEdit } from "vscode";
import { codeActions, lint } from "../core/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import { SELECTOR } from "./language.ts";
import { toEdits, toRange, toSpan } from "./ranges.ts";
import { settingsFor } from "./settings.ts";

export function registerCodeActions(documents: DocumentCache): Disposable {
  return languages.registerCodeActionsProvider(
    SELECTOR,
    {
      provideCodeActions(source, range, context) {
        const document = documents.get(source);
        const findings = lint(document, settingsFor(source));
        return codeActions(document, findings, toSpan(source, range)).map((offered) => {
          const action = new CodeAction(offered.title, CodeActionKind.QuickFix);
          action.edit = new WorkspaceEdit();
          action.edit.set(source.uri, toEdits(document, offered.edits));
          action.isPreferred = offered.preferred;
          action.diagnostics = context.diagnostics.filter(
            (diagnostic) => isOf(diagnostic, offered.finding.rule) && diagnostic.range.isEqual(toRange(document, offered.finding)),
          );
          return action;
        });
      },
    },
    { providedCodeActionKinds: [CodeActionKind.QuickFix] },
  );
}

function isOf(diagnostic: Diagnostic, rule: string): boolean {
  return typeof diagnostic.code === "object" && diagnostic.code.value === rule;
}
