// Hover on keys, values and rule names, with what can be done there: links that run commands of ours and no others.
import { Hover, l10n, MarkdownString, type Position, type TextDocument } from "vscode";
import { hover } from "../core/language/index.ts";
import { BUCKETS_PATH, MAX_PATH } from "../core/plan/index.ts";
import type { DocumentCache } from "./document-cache.ts";
import { EXPLAIN_KEY, MATCH_BUCKETS, OPEN_CALCULATOR } from "./ids.ts";
import { isJudged } from "./language.ts";
import { matchingBuckets } from "./match-buckets.ts";
import { toOffset, toRange } from "./ranges.ts";
import type { Language } from "./services.ts";

export function sysctlHover({ documents, host, log }: Language) {
  return {
    provideHover: (source: TextDocument, position: Position) =>
      log.run("hover", () => {
        const document = documents.get(source);
        const found = hover(
          document,
          toOffset(source, position),
          documents.settingsOf(source),
          isJudged(source) ? host.besides(documents.isForHost(source)) : undefined,
        );
        if (!found) return undefined;
        const contents = [new MarkdownString(found.markdown)];
        if (found.key !== undefined && isJudged(source)) contents.push(actions(found.key, source, documents));
        if (found.besides !== undefined) contents.push(new MarkdownString(found.besides));
        return new Hover(contents, toRange(document, found));
      }),
  };
}

/** Apart from what the file says: only this text may run commands. */
function actions(key: string, source: TextDocument, documents: DocumentCache): MarkdownString {
  const isTable = key === MAX_PATH || key === BUCKETS_PATH || key === "net/nf_conntrack_max";
  const links = [
    ...(isTable && matchingBuckets(source, documents) ? [link(l10n.t("Match buckets"), MATCH_BUCKETS, source.uri.toString())] : []),
    ...(isTable ? [link(l10n.t("Open calculator"), OPEN_CALCULATOR, source.uri.toString())] : []),
    link(l10n.t("More"), EXPLAIN_KEY, key),
  ];
  const text = new MarkdownString(links.join(" · "));
  text.isTrusted = { enabledCommands: [MATCH_BUCKETS, OPEN_CALCULATOR, EXPLAIN_KEY] };
  return text;
}

function link(label: string, command: string, argument: string): string {
  // Encoded whole: nothing of a file's name can end the link.
  const encoded = encodeURIComponent(JSON.stringify([argument])).replace(/[()]/g, (bracket) => `%${bracket.charCodeAt(0).toString(16)}`);
  return `[${label}](command:${command}?${encoded})`;
}
