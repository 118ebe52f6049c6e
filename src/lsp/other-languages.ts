// Texts of other languages, read once a version by readers that are loaded with the first of them that has our word.
import { type EmbeddedReading, isWorthReading, readingOf } from "../core/language/index.ts";
import { otherKind } from "./document-kinds.ts";
import type { OpenDocument } from "./open-documents.ts";
import type { ClientSettings } from "./settings.ts";

interface Entry extends EmbeddedReading {
  readonly version: number;
  /** How often settings had changed. */
  readonly round: number;
}

export class OtherLanguages {
  private readonly settings: ClientSettings;
  private readonly entries = new WeakMap<OpenDocument, Entry>();
  private rounds = 0;

  constructor(settings: ClientSettings) {
    this.settings = settings;
  }

  /** What a text sets and what is to be said of it; undefined for a text that is none of ours. */
  async of(source: OpenDocument): Promise<EmbeddedReading | undefined> {
    const known = this.entries.get(source);
    const [version, round] = [source.version, this.rounds];
    if (known?.version === version && known.round === round) return known;
    const settings = this.settings.of(source.uri);
    const kind = otherKind(source, settings.languages);
    const text = source.getText();
    if (!kind || !isWorthReading(text)) return undefined;
    const { readEmbedded } = await import("../core/embedded/index.ts");
    const entry: Entry = { version, round, ...readingOf(text, (one) => readEmbedded(one, kind), settings) };
    this.entries.set(source, entry);
    return entry;
  }

  /** All settings may be others now. */
  forgetSettings(): void {
    this.rounds++;
  }
}
