// test/fixtures/kernels/recordings.json, as far as generated files need it: who was asked when, which keys were there, and
// what slabs were seen. Each kernel says what differs from the one before it.

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Group = { readonly [name: string]: Json };

const FILE = "test/fixtures/kernels/recordings.json";
/** Stands for a member that the kernel before had and this one has not. */
const GONE = "\u0000gone";

export interface RecordedKernel {
  readonly name: string;
  /** As `uname -r` prints it. */
  readonly release: string;
  /** "6.1.192": with the patch level that Debian's build has behind it. */
  readonly level: string;
  readonly realtime: boolean;
  readonly from: string;
  readonly date: string;
  readonly arch: string;
  readonly page: number;
  readonly accelerator: string;
  readonly runSeconds: number;
  readonly keys: readonly string[];
  /** Whether slabs were looked at. */
  readonly slabs: boolean;
}

/** In order of version. */
export function recordedKernels(read: (path: string) => string): readonly RecordedKernel[] {
  const { kernels }: { readonly kernels: readonly Group[] } = JSON.parse(read(FILE));
  const full: Group[] = [];
  for (const changes of kernels) full.push(laidOver(full.at(-1) ?? {}, changes));
  return full.map(kernelOf).sort((one, other) => order(one.level) - order(other.level) || (one.name < other.name ? -1 : 1));
}

function kernelOf(record: Group): RecordedKernel {
  const text = (name: string): string => String(record[name] ?? "");
  const [release, build] = [text("release"), text("build")];
  const level = /Debian (\d+\.\d+\.\d+)/.exec(build)?.[1] ?? /^\d+\.\d+(?:\.\d+)?/.exec(release)?.[0] ?? release;
  return {
    name: text("name"),
    release,
    level,
    realtime: /PREEMPT_RT/.test(build),
    from: text("from"),
    date: text("date"),
    arch: text("arch"),
    page: Number(record["page"]),
    accelerator: text("accelerator"),
    runSeconds: Number(record["runSeconds"] ?? 0),
    keys: Object.keys(record["initial"] ?? {}),
    slabs: Object.keys(record["slabs"] ?? {}).length > 0,
  };
}

function order(level: string): number {
  const [major = 0, minor = 0, patch = 0] = level.split(".").map(Number);
  return (major * 1000 + minor) * 1000 + patch;
}

function laidOver(base: Group, changes: Group): Group {
  const full: Record<string, Json> = { ...base };
  for (const [name, value] of Object.entries(changes)) {
    const before = base[name];
    if (value === GONE) delete full[name];
    else full[name] = isGroup(before) && isGroup(value) ? laidOver(before, value) : value;
  }
  return full;
}

function isGroup(value: Json | undefined): value is Group {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
