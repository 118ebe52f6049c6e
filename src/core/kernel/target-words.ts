// A target as words: "kernel=5.10 arch=x86_64 hz=250 memory=8G cpus=8", in a comment of the file, a setting, or an option.

import type { ControlComment } from "../sysctl/control.ts";
import { byName } from "../text/by-name.ts";
import { parseBytes } from "../units/units.ts";
import { say } from "../words/say.ts";
import { PAGE_SIZES } from "./page-size.ts";
import { ARCHES, type Arch, type KernelTarget, TARGET_PARTS } from "./target.ts";
import { parseVersion, version } from "./version.ts";

export interface TargetWord {
  /** What the word sets; empty where it is not understood. */
  readonly part: Partial<KernelTarget>;
  /** What is wrong with it, in a few words that tell what to write. */
  readonly problem?: string;
}

/** 2.4 is the oldest kernel with a table to speak of; 10.0 is not to be expected soon. */
const OLDEST = version("2.4.0").release;
const FUTURE = version("10.0").release;

const WORDS = TARGET_PARTS.map(({ word }) => `${word}=`);
const WRITE = say("write {others} or {last}", { others: WORDS.slice(0, -1).join(", "), last: WORDS.at(-1) ?? "" });

/** Reads one `name=value`. */
export function readTargetWord(word: string): TargetWord {
  const at = word.indexOf("=");
  return at < 0 ? wrong(WRITE) : readTargetPart(word.slice(0, at), word.slice(at + 1));
}

/** Reads the value of one part of a target, by its name or by the word that comments have for it. */
export function readTargetPart(name: string, value: string): TargetWord {
  switch (TARGET_PARTS.find((part) => part.name === name || part.word === name)?.name) {
    case "kernel": {
      const kernel = parseVersion(value);
      return kernel && kernel.release >= OLDEST && kernel.release < FUTURE
        ? { part: { kernel } }
        : wrong(say("enter a kernel version, such as 6.12 or 5.14.0-427.el9"));
    }
    case "arch": {
      const arch = ARCHES.find((known) => known === (ARCH_ALIASES[value.toLowerCase()] ?? value));
      return arch ? { part: { arch } } : wrong(say("arch must be one of {arches}", { arches: ARCHES.join(", ") }));
    }
    case "hz": {
      const hz = /^\d{1,5}$/.test(value) ? Number(value) : 0;
      return hz >= 24 && hz <= 1200 ? { part: { hz } } : wrong(say("hz is the kernel's CONFIG_HZ: 100, 250, 300 or 1000"));
    }
    case "memory": {
      const memory = parseBytes(value);
      return memory !== undefined && memory > 0 ? { part: { memory } } : wrong(say("memory is a size such as 8G or 512M"));
    }
    case "cpus": {
      const cpus = /^\d{1,5}$/.test(value) ? Number(value) : 0;
      return cpus >= 1 && cpus <= 8192 ? { part: { cpus } } : wrong(say("cpus is the number of CPUs the machine can have: 1 to 8192"));
    }
    case "pageSize": {
      const pageSize = PAGE_SIZES.find((bytes) => bytes === parseBytes(value));
      return pageSize === undefined ? wrong(say("pagesize must be 4K, 16K or 64K")) : { part: { pageSize } };
    }
    default:
      return wrong(WRITE);
  }
}

/** The target of a file: what its comments say, over what the settings say. Later words win. */
export function targetOf(base: KernelTarget, controls: readonly ControlComment[]): KernelTarget {
  let target = base;
  for (const control of controls) {
    if (control.kind !== "target") continue;
    for (const word of control.words) {
      const { part } = readTargetWord(word.text);
      if (Object.keys(part).length > 0) target = { ...target, ...part };
    }
  }
  return target;
}

/** Other names people use: Debian's, Go's. */
const ARCH_ALIASES = byName<Arch>({
  amd64: "x86_64",
  x64: "x86_64",
  arm64: "aarch64",
  armhf: "arm",
  armv7l: "arm",
  i686: "i386",
  x86: "i386",
  ppc64el: "ppc64le",
});

function wrong(problem: string): TargetWord {
  return { part: {}, problem };
}
