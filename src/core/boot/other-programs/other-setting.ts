// A setting that another program than an applier makes.
import type { Span } from "../../text/span.ts";
import type { TreeFile } from "../tree/tree.ts";

export type OtherSource =
  /** `sysctl.KEY=`: set before init starts (5.8 and later), so every file comes after it. */
  "boot parameter" | "udev" | "kube-proxy" | "ufw" | "TuneD" | "cloud-init";

export interface OtherSetting extends Span {
  readonly source: OtherSource;
  /** Path of the variable below /proc/sys. */
  readonly path: string;
  readonly value: string;
  /** "at-least": a lower value is raised to this one, or to more. */
  readonly effect: "sets" | "at-least" | "per-core";
  /** Of Kubernetes 1.x, where the files name one release of kube-proxy. */
  readonly minor?: number;
  readonly file: TreeFile;
  /** From 0. */
  readonly line: number;
}
