// All files of a tree as one configuration: what a program writes, in order, and what is in force in the end.

import type { KernelTarget } from "../kernel/target.ts";
import { targetOf } from "../kernel/target-words.ts";
import type { Applier } from "../sysctl/applier.ts";
import { controlComments } from "../sysctl/control.ts";
import { parse } from "../sysctl/parse.ts";
import type { HostConfiguration } from "./configuration.ts";
import { initialValues, moduleState } from "./modules/modules.ts";
import { type KubeProxySources, otherSettings } from "./other-programs/other-settings.ts";
import { type Outcome, run } from "./outcome.ts";
import { detectApplier } from "./tree/detect.ts";
import { type BusyboxBoot, type Plan, planBoot } from "./tree/plan.ts";
import type { Tree, TreeFile } from "./tree/tree.ts";

export interface EffectiveOptions extends KubeProxySources {
  /** What the files are for, where they do not say themselves. */
  readonly target: KernelTarget;
  /** "auto": what the tree shows, or else systemd. */
  readonly applier: Applier | "auto";
  /** What starts BusyBox; without it, what the tree shows. */
  readonly busyboxBoot?: BusyboxBoot;
}

export function effective(tree: Tree, options: EffectiveOptions): HostConfiguration {
  const detected = detectApplier(tree);
  const applier = options.applier === "auto" ? detected.applier : options.applier;
  const busyboxBoot = options.busyboxBoot ?? detected.busyboxBoot;
  const plan = planBoot(tree, { applier, busyboxBoot });
  const target = targetIn(plan, options.target);
  const module = moduleState(tree, { target, applier, busyboxBoot });
  const { outcome, left } = run(plan, target, initialValues(module, target));
  const { others, unread } = otherSettings(tree, options);
  const parts: Omit<HostConfiguration, keyof Outcome> = {
    tree,
    target,
    applier,
    detected,
    assumed: options.applier === "auto" && detected.because === undefined,
    plan,
    module,
    others,
    unread: [...unreadOf(tree, plan, options.more), ...left, ...unread],
  };
  // Spread, what the outcome makes when somebody asks would be made now.
  return Object.assign(outcome, parts);
}

/** What the files say in comments that they are for, later ones over earlier ones, over what the caller says. */
function targetIn({ runs }: Plan, base: KernelTarget): KernelTarget {
  let target = base;
  const says = ({ reading }: TreeFile): boolean => reading.problem === undefined && reading.text.includes("conntrack-target");
  for (const { reading } of new Set(runs.flatMap((files) => files.filter(says))))
    if (reading.problem === undefined) target = targetOf(target, controlComments(parse(reading.text)));
  return target;
}

/** A dangling link is no file to anybody, and a common way to say so. */
function unreadOf(tree: Tree, plan: Plan, more: readonly TreeFile[] = []): HostConfiguration["unread"] {
  const files = new Map<string, TreeFile>();
  for (const file of plan.runs.flatMap((run) => run.filter(({ reading }) => reading.problem !== undefined)))
    if (file.reading.problem !== "missing") files.set(file.path, file);
  // Of what other programs read, only what was too much for us is missed.
  for (const file of [...[...tree.folders.values()].flatMap((folder) => folder.files), ...tree.files.values(), ...more])
    if (file.reading.problem === "too-large" && !files.has(file.path)) files.set(file.path, file);
  return [
    ...[...tree.folders.values()].flatMap(({ path, problem }) => (problem === undefined ? [] : [{ path, reason: problem }])),
    ...[...files.values()].flatMap((file) =>
      file.reading.problem === undefined ? [] : [{ path: file.path, reason: file.reading.reason, file }],
    ),
  ];
}
