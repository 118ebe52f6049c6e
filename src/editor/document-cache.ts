// What is known of open documents: each is parsed once a version, and judged once a version and settings.
import { Disposable, type TextDocument, type Uri, workspace } from "vscode";
import { isSystemFile } from "../core/boot/index.ts";
import {
  controlComments,
  type Finding,
  type KernelTarget,
  kernelLine,
  LIMITS,
  type Linted,
  lintUpTo,
  parse,
  type SysctlDocument,
  targetOf,
} from "../core/language/index.ts";
import type { HostTrees } from "./host-trees.ts";
import { isJudged, LANGUAGE_ID } from "./language.ts";
import { SECTION, type Settings, type SettingsReader } from "./settings.ts";

interface Entry {
  readonly version: number;
  readonly encoding: string;
  readonly document: SysctlDocument;
  linted?: Linted;
}

/** More lines than are read: nothing is known of such a document. */
export function isTooLong({ lineCount }: TextDocument): boolean {
  return lineCount > LIMITS.lines;
}

export class DocumentCache implements Disposable {
  readonly trees: HostTrees;
  private readonly reader: SettingsReader;
  private readonly entries = new Map<string, Entry>();
  private readonly settings = new Map<string, Settings>();
  private readonly listening = Disposable.from(
    workspace.onDidCloseTextDocument((source) => {
      this.entries.delete(source.uri.toString());
      this.settings.delete(source.uri.toString());
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration(SECTION)) return;
      this.settings.clear();
      for (const entry of this.entries.values()) delete entry.linted;
    }),
  );

  constructor(trees: HostTrees, reader: SettingsReader) {
    this.trees = trees;
    this.reader = reader;
  }

  get(source: TextDocument): SysctlDocument {
    return this.entryOf(source).document;
  }

  /** Of a sysctl file that no editor has open, or of none at all. */
  settingsAt(uri?: Uri): Settings {
    return this.reader.read(uri ? { uri, languageId: LANGUAGE_ID } : { languageId: LANGUAGE_ID });
  }

  /** With the tree that the document is a part of, where it is in one. */
  settingsOf(source: TextDocument): Settings {
    const key = source.uri.toString();
    const settings = this.settings.get(key) ?? this.reader.read(source);
    this.settings.set(key, settings);
    const host = this.trees.partOf(source);
    return host ? { ...settings, target: host.configuration.target, applier: host.configuration.applier, host } : settings;
  }

  /** The target of the settings, and over it what the file says. */
  targetOf(source: TextDocument): KernelTarget {
    return targetOf(this.settingsOf(source).target, controlComments(this.get(source)));
  }

  /** Whether the file is for the host that the extension runs on: where it lies tells, or else its target. */
  isForHost(source: TextDocument): boolean {
    if (!isJudged(source)) return false;
    if (source.uri.scheme === "file" && isSystemFile(source.uri.path)) return true;
    return this.settingsOf(source).auto && kernelLine(this.get(source)) === undefined;
  }

  findingsIn(source: TextDocument): readonly Finding[] {
    return this.lintedIn(source).findings;
  }

  /** The findings, and how many more there are than are shown. */
  lintedIn(source: TextDocument): Pick<Linted, "findings" | "omitted"> {
    const inTree = this.trees.findingsIn(source);
    if (inTree) return inTree;
    const entry = this.entryOf(source);
    entry.linted ??= lintUpTo(entry.document, this.settingsOf(source));
    return entry.linted;
  }

  private entryOf(source: TextDocument): Entry {
    const key = source.uri.toString();
    const known = this.entries.get(key);
    const { version, encoding } = source;
    if (known?.version === version && known.encoding === encoding) return known;
    // The editor takes a byte-order mark off the text and keeps it in the encoding.
    const entry = {
      version,
      encoding,
      document: parse(isTooLong(source) ? "" : source.getText(), { byteOrderMark: encoding === "utf8bom" }),
    };
    this.entries.set(key, entry);
    return entry;
  }

  dispose(): void {
    this.listening.dispose();
    this.entries.clear();
    this.settings.clear();
  }
}
