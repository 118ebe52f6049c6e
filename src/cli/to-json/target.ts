// A target, as the JSON of every command has it.
import type { KernelTarget } from "../../core/language/index.ts";
import type { TargetJson } from "../json/shared.ts";

export function targetJson({ kernel, arch, hz, memory, cpus, pageSize }: KernelTarget): TargetJson {
  return { kernel: kernel.text, arch, hz: hz ?? null, memory: memory ?? null, cpus: cpus ?? null, pageSize: pageSize ?? null };
}
