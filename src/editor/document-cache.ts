// What is known of open documents: each is parsed once a version, and judged once a version and settings.
import { Disposable, type TextDocument, workspace } from "vscode";
import { controlComments, type Finding, type KernelTarget, lint, parse, type SysctlDocument, targetOf } from "../core/index.ts";
import type { HostTrees } from "./host-trees.ts";
import { SECTION, type Settings, settingsFor } from "./settings.ts";

interface Entry {
  readonly version: number;
  readonly encoding: string;
  readonly document: SysctlDocument;
  findings?: readonly Finding[];
}

export class DocumentCache implements Disposable {
  private readonly trees: HostTrees;
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
      for (const entry of this.entries.values()) delete entry.findings;
    }),
  );

  constructor(trees: HostTrees) {
    this.trees = trees;
  }

  get(source: TextDocument): SysctlDocument {
    return this.entryOf(source).document;
  }

  /** With the tree that the document is a part of, where it is in one. */
  settingsOf(source: TextDocument): Settings {
    const key = source.uri.toString();
    const settings = this.settings.get(key) ?? settingsFor(source);
    this.settings.set(key, settings);
    const host = this.trees.partOf(source.uri);
    return host ? { ...settings, target: host.configuration.target, applier: host.configuration.applier, host } : settings;
  }

  /** The target of the settings, and over it what the file says. */
  targetOf(source: TextDocument): KernelTarget {
    return targetOf(this.settingsOf(source).target, controlComments(this.get(source)));
  }

  findingsIn(source: TextDocument): readonly Finding[] {
    const inTree = this.trees.findingsIn(source);
    if (inTree) return inTree.findings;
    const entry = this.entryOf(source);
    entry.findings ??= lint(entry.document, this.settingsOf(source));
    return entry.findings;
  }

  private entryOf(source: TextDocument): Entry {
    const key = source.uri.toString();
    const known = this.entries.get(key);
    const { version, encoding } = source;
    if (known?.version === version && known.encoding === encoding) return known;
    // The editor takes a byte-order mark off the text and keeps it in the encoding.
    const entry = { version, encoding, document: parse(source.getText(), { byteOrderMark: encoding === "utf8bom" }) };
    this.entries.set(key, entry);
    return entry;
  }

  dispose(): void {
    this.listening.dispose();
    this.entries.clear();
    this.settings.clear();
  }
}
