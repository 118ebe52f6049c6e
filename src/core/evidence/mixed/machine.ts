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
const MEMORY = /^MemTotal:\s{1,40}(\d{1,12}) kB$/;

/** The next line's part; undefined where it says nothing of the machine. */
export function machineOf(line: string): Partial<SaidMachine> | undefined {
  const [, name, release, arch] = UNAME.exec(line) ?? [];
  if (name !== undefined && release !== undefined && arch !== undefined) return { name, kernel: release, arch };
  const kernel = (KERNEL.exec(line) ?? RELEASE.exec(line))?.[1];
  if (kernel !== undefined) return { kernel };
  const host = HOSTNAME.exec(line)?.[1];
  if (host !== undefined) return { name: host };
  const memory = MEMORY.exec(line)?.[1];
  return memory === undefined ? undefined : { memory: Number(memory) * 1024 };
}
