// One boot: what the machine printed. It ends with the machine, with silence, or with us, whatever way we go.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DebianArch } from "./kernels.ts";
import { MACHINES } from "./machines.ts";
import { run } from "./run.ts";

export type Accelerator = "kvm" | "tcg";

export interface Boot {
  readonly arch: DebianArch;
  readonly kernel: string;
  readonly initramfs: string;
  readonly mebibytes: number;
  readonly cpus: number;
  /** Words for our program on the kernel's command line. */
  readonly words: readonly string[];
  readonly accelerator: Accelerator;
  /**
   * The machine's clock goes by its instructions, one a nanosecond, and leaps to the next timer where there is nothing to do:
   * waiting takes no time, and a busy host slows nothing down. One thread does the work of all processors.
   */
  readonly countsInstructions?: boolean;
}

/** A machine that has said nothing for so long has stopped; a slow one still says something. */
const SILENCE_SECONDS = 240;
const LONGEST_SECONDS = 3600;
const KVM_SECONDS = 30;

/** The program that is the machine. Should we be killed, the kernel ends it: nothing outlives us. */
export function machineCommand(options: Boot): readonly [command: string, args: readonly string[]] {
  const { emulator, arguments: own, console } = MACHINES[options.arch];
  const emulation = options.countsInstructions ? "tcg,thread=single" : "tcg,thread=multi";
  const accelerator = options.accelerator === "kvm" ? "kvm" : emulation;
  const clock = options.countsInstructions && options.accelerator === "tcg" ? ["-icount", "shift=0,sleep=off"] : [];
  return [
    "setpriv",
    [
      ...["--pdeathsig", "KILL", "--", emulator, ...own],
      ...["-accel", accelerator, ...clock, "-m", String(options.mebibytes), "-smp", String(options.cpus)],
      ...["-display", "none", "-monitor", "none", "-nodefaults", "-no-reboot", "-serial", "stdio"],
      ...["-kernel", options.kernel, "-initrd", options.initramfs],
      ...["-append", `console=${console} quiet loglevel=1 panic=-1 ${options.words.join(" ")}`],
    ],
  ];
}

/** What it printed, and whether it came to its end. */
export async function boot(options: Boot, longest = LONGEST_SECONDS): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  const machine = MACHINES[options.arch];
  let silence: NodeJS.Timeout | undefined;
  const limit = new AbortController();
  const watch = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => limit.abort(), SILENCE_SECONDS * machine.patience * 1000);
  };
  watch();
  let tail = "";
  const [command, args] = machineCommand(options);
  const { stdout } = await run(command, args, {
    seconds: longest,
    signal: limit.signal,
    // Some machines do not power off.
    isEnough: (latest) => {
      watch();
      tail = `${tail}${latest}`.slice(-400);
      return isAtEnd(tail);
    },
  });
  clearTimeout(silence);
  const text = stdout.toString("utf8");
  return { text, isWhole: isAtEnd(text.slice(-400)) };
}

function isAtEnd(tail: string): boolean {
  return /@@\{"kind":"end"[^\n]*\}/.test(tail);
}

/** KVM only where it boots a kernel: the device may be there and do nothing. Asked once for each boot of the host. */
export async function chooseAccelerator(probe: Omit<Boot, "accelerator">, root: string): Promise<Accelerator> {
  if (MACHINES[probe.arch].native !== process.arch || !existsSync("/dev/kvm")) return "tcg";
  const file = join(root, "kvm");
  const host = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  const known = existsSync(file) ? readFileSync(file, "utf8").split(" ") : [];
  if (known[0] === host) return known[1] === "kvm" ? "kvm" : "tcg";
  const { isWhole } = await boot({ ...probe, words: ["lab=short"], accelerator: "kvm" }, KVM_SECONDS);
  writeFileSync(file, `${host} ${isWhole ? "kvm" : "tcg"}`);
  return isWhole ? "kvm" : "tcg";
}
