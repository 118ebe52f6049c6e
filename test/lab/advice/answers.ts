// What a staged machine prints, by kind. Types only.

export interface Losses {
  readonly label: "before" | "after";
  readonly milliseconds: number;
  readonly tries: number;
  readonly open: number;
  readonly forwarded: number;
  readonly fresh: number;
  readonly freshForwarded: number;
  /** Where bystanders asked for files. */
  readonly files?: number;
  readonly countBefore: number;
  readonly countAfter: number;
}

export interface Staged {
  readonly start: readonly {
    readonly release: string;
    readonly version: string;
    readonly kib: number;
    readonly max: number;
    readonly buckets: number;
  }[];
  readonly key: readonly { readonly path: string; readonly value: string }[];
  readonly log: readonly { readonly text: string }[];
  readonly text: readonly { readonly label: string; readonly text?: string }[];
  readonly losses: readonly Losses[];
  readonly step: readonly { readonly step: string; readonly failed: number; readonly why: string }[];
  readonly note: readonly { readonly about: string; readonly what: string }[];
  readonly count: readonly { readonly count: number }[];
  /** Of the machine's own clock. */
  readonly end: readonly { readonly milliseconds: number }[];
}

const KINDS = ["start", "key", "log", "text", "losses", "step", "note", "count", "end"] as const;

/** The lines behind "@@", by kind. */
export function readStaged(console: string): Staged {
  const lines: Record<string, object[]> = Object.fromEntries(KINDS.map((kind) => [kind, []]));
  for (const text of console.split("\n")) {
    const at = text.indexOf("@@{");
    if (at < 0) continue;
    const { kind, ...rest } = JSON.parse(text.slice(at + 2).trimEnd());
    lines[kind]?.push(rest);
  }
  return lines as unknown as Staged;
}
