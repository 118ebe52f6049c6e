// The door of a wing for the rooms outside of core: text to findings, hovers, completion and fixes, with the facts, units
// and spellings that they are told in.

export { applierOfText } from "../embedded/applier-text.ts";
export { settingsFile } from "../embedded/as-file.ts";
export { EMBEDDED_KINDS, type EmbeddedDocument, type EmbeddedKind, USUAL_KINDS } from "../embedded/document.ts";
export { type ListedSetting, settingsIn } from "../embedded/inventory.ts";
export { embeddedKind, isConf, isWithoutSuffix, kindOfText, mayHoldSettings, NEEDLE } from "../embedded/kind.ts";
export { allKeys, findKey } from "../kernel/catalogue.ts";
export { DISTRIBUTIONS } from "../kernel/distributions.ts";
export { FEATURES, parseFeatures } from "../kernel/entry-size.ts";
export { KNOWN_KERNELS } from "../kernel/known-kernels.ts";
export { openings } from "../kernel/openings.ts";
export { shortPath } from "../kernel/short-path.ts";
export { ARCHES, DEFAULT_TARGET, type KernelTarget, TARGET_PARTS } from "../kernel/target.ts";
export { readTargetPart, targetOf } from "../kernel/target-words.ts";
export { docsOf } from "../rules/docs.ts";
export { exampleTexts } from "../rules/engine/example-text.ts";
export { type Finding, type RelatedPlace, SEVERITIES, type Severity } from "../rules/engine/finding.ts";
export { type Linted, totalOf } from "../rules/engine/kept-findings.ts";
export { type LintOptions, lintUpTo } from "../rules/engine/lint.ts";
export { lintEmbedded } from "../rules/engine/lint-embedded.ts";
export type { FileFindings } from "../rules/engine/lint-host.ts";
export { lintHostInTurn } from "../rules/engine/lint-in-turn.ts";
export type { Rule } from "../rules/engine/rule.ts";
export type { RuleDocs } from "../rules/engine/rule-docs.ts";
export { findRule, RULES } from "../rules/index.ts";
export { APPLIER_NAMES, APPLIERS, type Applier } from "../sysctl/applier.ts";
export { controlComments } from "../sysctl/control.ts";
export type { SysctlDocument } from "../sysctl/document.ts";
export { sysctlFileKind } from "../sysctl/file-name.ts";
export { dotted, keyPath } from "../sysctl/key-path.ts";
export { parse } from "../sysctl/parse.ts";
export { byName } from "../text/by-name.ts";
export { utf8 } from "../text/bytes.ts";
export { nearestNames } from "../text/edit-distance.ts";
export { binaryName, encodingOf } from "../text/encoding.ts";
export { LIMITS, moreFindings, TOO_MUCH } from "../text/limits.ts";
export { lineStartsOf, type Place, placeAt } from "../text/line-index.ts";
export { isPlainAscii } from "../text/plain-ascii.ts";
export { shellWord } from "../text/shell-word.ts";
export { applyEdits, type Span, type TextEdit } from "../text/span.ts";
export { tooMuchOf } from "../text/too-much.ts";
export { escapeHtml, quoted, visible, visibleJson, visibleLines, visibleMessage } from "../text/visible.ts";
export { wrap } from "../text/wrap.ts";
export {
  formatBytes,
  formatCount,
  formatDuration,
  formatRate,
  formatShare,
  parseCount,
  parseDuration,
  parseNumber,
  parseShare,
} from "../units/units.ts";
export { applyPreview, applyPreviewText } from "./apply-preview.ts";
export { type CodeAction, codeActions } from "./code-actions.ts";
export { codeLenses } from "./code-lens.ts";
export { plain } from "./complete-setup.ts";
export { complete } from "./completion.ts";
export type { CompletionItem } from "./completion-item.ts";
export { describePath } from "./describe-key.ts";
export { type Description, factsText, toText } from "./description.ts";
export { effectivePage } from "./effective-page.ts";
export { FATE_WORDS, optionsInForce, tooEarlyWords } from "./effective-words.ts";
export { completeEmbedded, fixesAt, hoverEmbedded, inlayHintsEmbedded } from "./embedded-at.ts";
export { fixAll, hasSafeFix, replaceLegacyNames } from "./fix-all.ts";
export { fixAllEmbedded } from "./fix-embedded.ts";
export { foldingRanges } from "./folding.ts";
export { format } from "./format.ts";
export { keyHighlights } from "./highlights.ts";
export { hover, hoverParts } from "./hover.ts";
export { type InlayHint, inlayHints } from "./inlay-hints.ts";
export { explainableKey, explainedPaths, keyChoices, keyPage } from "./key-page.ts";
export { completeModuleFile, type ModuleFile, moduleFileHover, moduleFileKind } from "./module-files.ts";
export { type OutlineSymbol, outline } from "./outline.ts";
export { rulePage } from "./rule-page.ts";
export { selectionSpans } from "./selection.ts";
export { tableStatus, targetStatus } from "./status.ts";
export { kernelWord, readTargetWords, targetWords, writeTargetKernel } from "./target-comment.ts";
export { completeUnfinished } from "./unfinished-key.ts";
export { type Guard, type OpenText, textOf } from "./workspace/address.ts";
export { filterText, isIncomplete, MODULE_FILE_TRIGGERS, OTHER_TRIGGERS, sortText, TRIGGERS } from "./workspace/completion-list.ts";
export { kindOfDocument, OTHER_LANGUAGES } from "./workspace/document-kind.ts";
export { type EmbeddedReading, isTooLongToRead, isWorthReading, readingOf } from "./workspace/embedded-reading.ts";
export { AUTO, type FileSettings, readFileSettings, type WrittenSettings } from "./workspace/file-settings.ts";
export { type FolderTree, FolderTrees, type Judged, type PlacedPort, type Workspace } from "./workspace/folder-trees.ts";
export { FreshSettings } from "./workspace/fresh-settings.ts";
export { isTooLong, KnownDocuments } from "./workspace/known-documents.ts";
export { linesOf, settingAt } from "./workspace/navigation.ts";
export { FIX_ALL_TITLE, offeredActions } from "./workspace/offered-actions.ts";
export { isShownAlike, type ShownFinding, shownFindings, unjudged } from "./workspace/shown-findings.ts";
export { formsTree, KUBE_PROXY_PATTERN, TREE_PATTERN } from "./workspace/tree-patterns.ts";
