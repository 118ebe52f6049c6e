// What all files of a tree come to for one program that applies them: one shape for a lone file and for a whole system.
import type { KernelTarget } from "../kernel/target.ts";
import type { Applier } from "../sysctl/applier.ts";
import type { Event } from "./appliers/run.ts";
import type { SetStatement } from "./appliers/statement.ts";
import type { LineFate } from "./fates.ts";
import type { ModuleState } from "./modules/modules.ts";
import type { OtherSetting } from "./other-programs/other-setting.ts";
import type { Detected } from "./tree/detect.ts";
import type { Plan } from "./tree/plan.ts";
import type { Tree, TreeFile } from "./tree/tree.ts";

export interface EffectiveSetting {
  /** Of the variable, below /proc/sys. */
  readonly path: string;
  /** Dotted. */
  readonly key: string;
  /** What reading the key gives: "1024" after 1000 buckets were asked for. */
  readonly value: string;
  readonly line: LineFate;
  /** All other lines about this key, in the order of the files. */
  readonly others: readonly LineFate[];
}

export interface Unread {
  readonly path: string;
  /** In a few words. */
  readonly reason: string;
  /** Undefined for a folder. */
  readonly file?: TreeFile;
}

export interface HostConfiguration {
  readonly tree: Tree;
  readonly target: KernelTarget;
  readonly applier: Applier;
  readonly detected: Detected;
  /** Nobody said which program applies the files, and nothing in the tree tells. */
  readonly assumed: boolean;
  readonly plan: Plan;
  /** All that the program does, in order. */
  readonly events: readonly Event[];
  /** What reaches the kernel, in order; refused ones too. */
  readonly writes: readonly Event[];
  /** By key. Nothing for a key that no line ends up setting. */
  readonly settings: readonly EffectiveSetting[];
  /** Every line with each of its keys; worked out at each look. */
  readonly lines: Iterable<LineFate>;
  /** The write that sets a variable in the end, by path; undefined for a key that no line ends up setting. */
  readonly winner: (path: string) => Event | undefined;
  /** What the program did with the first statement of a line; of a pattern the first of several. Undefined where it did not get to it. */
  readonly eventOf: (statement: SetStatement) => Event | undefined;
  readonly module: ModuleState;
  /** What other programs set, as far as files tell. */
  readonly others: readonly OtherSetting[];
  /** What reading a key gives in the end, where that is known: from a line, the module's options, or the kernel. */
  readonly finalValue: (path: string) => string | undefined;
  /** The same as a number; undefined for a text that is none, too. */
  readonly finalNumber: (path: string) => bigint | undefined;
  /** Whether some line sets the key to what nobody can know: a placeholder, or what the target's builds disagree about. */
  readonly isOpen: (path: string) => boolean;
  /** Files and folders that should have been read and could not be, or not in full. */
  readonly unread: readonly Unread[];
}
