// What a text says of the machine that it is from: its name, kernel and memory.

export interface SaidMachine {
  readonly name: string | null;
  /** As uname -r prints it. */
  readonly kernel: string | null;
  readonly arch: string | null;
  /** Bytes. */
  readonly memory: number | null;
}

const KERNEL = /\bLinux version (\d[\w.+~-]{0,80})/;
const UNAME =
  /^Linux (\S{1,80}) (\d\.[\w.+~-]{0,80}) #\S.{0,200} (x86_64|aarch64|i[3-6]86|armv[5-8]\w{0,3}|ppc64(?:le)?|s390x|riscv64|mips\w{0,6})\b/;
const RELEASE = /^kernel\.osrelease\s{0,9}=\s{0,9}(\S{1,80})$/;
const HOSTNAME = /^kernel\.hostname\s{0,9}=\s{0,9}(\S{1,80})$/;
/** The host that a line of syslog or the journal is of: behind the time, before the kernel's own. */
const LOGGED = /:\d{2}(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?(?: [A-Z]{2,5})? ([a-zA-Z0-9][\w.-]{0,63}) kernel(?:: | - )/;
const MEMORY = /^MemTotal:\s{1,40}(\d{1,12}) kB$/;

/** `free`: `Mem:  3915  812 ...`, and with -h `Mem:  3.8Gi  0.8Gi ...`. */
const FREE = /^Mem:\s{1,20}(\d{1,15}(?:[.,]\d{1,3})?)([KMGT])?i?B?\s/;
const AROUND_FREE = /^(?:total\s{1,20}used\s{1,20}free\b|(?:Swap|-\/\+ buffers\/cache|Low|High|Total):\s{1,20}\d)/;
const PREFIXES = " KMGT";

/** Bytes of memory by a line of free(1), whose numbers count `unit` bytes; true for the lines around; undefined for others. */
export function memoryByFree(line: string, unit: number | undefined): number | true | undefined {
  const [, number = "", prefix] = FREE.exec(line) ?? [];
  if (number === "") return AROUND_FREE.test(line) || undefined;
  const bytes = prefix === undefined ? unit : 1024 ** PREFIXES.indexOf(prefix);
  return bytes === undefined || Math.round(Number(number.replace(",", ".")) * bytes);
}

/** The next line's part; undefined where it says nothing of the machine. */
export function machineOf(line: string): Partial<SaidMachine> | undefined {
  const [, name, release, arch] = UNAME.exec(line) ?? [];
  if (name !== undefined && release !== undefined && arch !== undefined) return { name, kernel: release, arch };
  const kernel = (KERNEL.exec(line) ?? RELEASE.exec(line))?.[1];
  if (kernel !== undefined) return { kernel };
  const host = HOSTNAME.exec(line)?.[1];
  if (host !== undefined) return { name: host };
  const logged = line.includes(" kernel") ? LOGGED.exec(line.slice(0, 200))?.[1] : undefined;
  // logread names the facility and the level there.
  if (logged !== undefined && !/^(?:kern|user|daemon)\.\w+$/.test(logged)) return { name: logged };
  const memory = MEMORY.exec(line)?.[1];
  return memory === undefined ? undefined : { memory: Number(memory) * 1024 };
}
