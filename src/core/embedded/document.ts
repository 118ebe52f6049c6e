// A text that holds settings in a language of its own, as data: what it sets, where, how and for whom. Nothing is judged here.
import type { Span } from "../text/span.ts";

/** How a setting reaches the kernel. */
export type How = "file" | "sysctl" | "proc" | "module" | "container" | "nixos" | "kube-proxy" | "tuned" | "other";

/** For whom: the whole machine, a network namespace of it, a container, or nobody can tell. */
export type Scope = "machine" | "namespace" | "container" | "unknown";

/** A stretch of a line, with its place in the host's text; without one, it is not written there. */
export interface Chunk {
  readonly text: string;
  readonly place?: Span;
  /** What a fix may put another text in place of: a key or a value that stands in the host as it is here. */
  readonly editable?: boolean;
  /** As the host has it, where the text is only a stand-in for what nobody can know. */
  readonly written?: string;
}

export interface Line {
  readonly chunks: readonly Chunk[];
  readonly how: How;
  /** The parameter that it is, where it is projected as the key with the same effect: "nf_conntrack.hashsize". */
  readonly parameter?: string;
  /** The host sees to it that the key or module is there, or decides whether the line is, or that nothing happens where it is not. */
  readonly excused?: boolean;
}

/** Lines that are applied together: a file that is written, the settings of a container, the commands of a script. */
export interface Part {
  /** sysctl: `key = value`. modprobe: `options MODULE NAME=VALUE` and its kin. modules: names to load. */
  readonly language: "sysctl" | "modprobe" | "modules";
  readonly scope: Scope;
  readonly lines: readonly Line[];
  /** It is written into a file, which is applied at every boot. */
  readonly lasting: boolean;
}

/** What a program beside the appliers sets: a field of kube-proxy's configuration. */
export interface OtherLine {
  readonly how: How;
  /** Below /proc/sys. */
  readonly path: string;
  readonly value: string;
  readonly computed: boolean;
  readonly key: Span;
  readonly place: Span;
}

export interface EmbeddedDocument {
  readonly parts: readonly Part[];
  readonly others: readonly OtherLine[];
  /** What of the text was not followed, and why. */
  readonly left: readonly string[];
}

/** The languages that are looked at, by the names that options and settings have for them. */
export const EMBEDDED_KINDS = [
  "shell",
  "dockerfile",
  "systemd",
  "hcl",
  "yaml",
  "json",
  "nix",
  "tuned",
  "puppet",
  "chef",
  "markdown",
] as const;

export type EmbeddedKind = (typeof EMBEDDED_KINDS)[number];

/** All but prose, which is looked at only on demand. */
export const USUAL_KINDS: readonly EmbeddedKind[] = EMBEDDED_KINDS.filter((kind) => kind !== "markdown");
