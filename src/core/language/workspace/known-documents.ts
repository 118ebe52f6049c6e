// What is known of open documents: each is parsed once a version, and judged once a version and settings.
import { isSystemFile } from "../../boot/tree/places.ts";
import type { KernelTarget } from "../../kernel/target.ts";
import { targetOf } from "../../kernel/target-words.ts";
import type { Finding } from "../../rules/engine/finding.ts";
import type { HostPart } from "../../rules/engine/host-part.ts";
import type { Linted } from "../../rules/engine/kept-findings.ts";
import { lintUpTo } from "../../rules/engine/lint.ts";
import { controlComments } from "../../sysctl/control.ts";
import type { SysctlDocument } from "../../sysctl/document.ts";
import { parse } from "../../sysctl/parse.ts";
import { LIMITS } from "../../text/limits.ts";
import { kernelLine } from "../target-comment.ts";
import type { Address, OpenText } from "./address.ts";
import type { FileSettings } from "./file-settings.ts";

interface Entry {
  readonly version: number;
  readonly encoding: string;
  readonly document: SysctlDocument;
  linted?: Linted;
}

type Found = Pick<Linted, "findings" | "omitted"> & Partial<Pick<Linted, "left">>;

/** The trees that documents may be a part of. */
interface Trees {
  partOf(source: OpenText): HostPart | undefined;
  findingsIn(source: OpenText): Found | undefined;
}

/** More lines than are read: nothing is known of such a document. */
export function isTooLong({ lineCount }: Pick<OpenText, "lineCount">): boolean {
  return lineCount > LIMITS.lines;
}

export class KnownDocuments<T extends OpenText> {
  private readonly parts: Trees;
  private readonly read: (source: T) => FileSettings;
  private readonly entries = new Map<string, Entry>();
  private readonly settings = new Map<string, FileSettings>();

  constructor(trees: Trees, read: (source: T) => FileSettings) {
    this.parts = trees;
    this.read = read;
  }

  get(source: T): SysctlDocument {
    return this.entryOf(source).document;
  }

  /** With the tree that the document is a part of, where it is in one. */
  settingsOf(source: T): FileSettings {
    const key = source.uri.toString();
    const settings = this.settings.get(key) ?? this.read(source);
    this.settings.set(key, settings);
    const host = this.parts.partOf(source);
    return host ? { ...settings, target: host.configuration.target, applier: host.configuration.applier, host } : settings;
  }

  /** The target of the settings, and over it what the file says. */
  targetOf(source: T): KernelTarget {
    return targetOf(this.settingsOf(source).target, controlComments(this.get(source)));
  }

  /** Whether a sysctl file is for the host at hand: where it lies there tells, or else its target. */
  isForHost(source: T, path: string | undefined): boolean {
    if (path !== undefined && isSystemFile(path)) return true;
    return this.settingsOf(source).auto && kernelLine(this.get(source)) === undefined;
  }

  findingsIn(source: T): readonly Finding[] {
    return this.lintedIn(source).findings;
  }

  /** The findings, and how many more there are than are shown. */
  lintedIn(source: T): Found {
    const inTree = this.parts.findingsIn(source);
    if (inTree) return inTree;
    const entry = this.entryOf(source);
    entry.linted ??= lintUpTo(entry.document, this.settingsOf(source));
    return entry.linted;
  }

  forget(uri: Address): void {
    this.entries.delete(uri.toString());
    this.settings.delete(uri.toString());
  }

  /** All settings may be others now. */
  forgetSettings(): void {
    this.settings.clear();
    for (const entry of this.entries.values()) delete entry.linted;
  }

  clear(): void {
    this.entries.clear();
    this.settings.clear();
  }

  private entryOf(source: T): Entry {
    const key = source.uri.toString();
    const known = this.entries.get(key);
    const { version, encoding } = source;
    if (known?.version === version && known.encoding === encoding) return known;
    // An editor takes a byte-order mark off the text and keeps it in the encoding.
    const document = parse(isTooLong(source) ? "" : source.getText(), { byteOrderMark: encoding === "utf8bom" });
    const entry = { version, encoding, document };
    this.entries.set(key, entry);
    return entry;
  }
}
