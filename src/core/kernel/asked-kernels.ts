// Generated from the recordings of booted kernels by `npm run generate`. Data only.

export interface Asked {
  readonly kernels: number;
  readonly from: string;
  readonly to: string;
}

/** Kernels whose slabs were looked at: version, architecture, whether it is a real-time one, and whether all extensions were. */
export const SLABS_SEEN: readonly (readonly [level: string, arch: string, realtime: boolean, extensions: boolean])[] = [
  ["5.10.218", "x86_64", false, true],
  ["5.10.223", "i386", false, true],
  ["5.10.251", "x86_64", true, true],
  ["5.10.262", "x86_64", false, true],
  ["5.19.0", "x86_64", false, false],
  ["6.1.176", "x86_64", false, false],
  ["6.1.176", "i386", false, true],
  ["6.1.176", "ppc64le", false, true],
  ["6.1.192", "x86_64", false, true],
  ["6.1.192", "x86_64", true, true],
  ["6.5.10", "i386", false, true],
  ["6.12.43", "x86_64", false, true],
  ["6.12.107", "ppc64le", false, true],
  ["6.12.107", "ppc64le", false, true],
  ["6.12.107", "s390x", false, true],
  ["6.12.117", "aarch64", false, true],
  ["6.12.117", "aarch64", false, true],
  ["6.12.117", "riscv64", false, true],
  ["6.12.118", "x86_64", false, true],
  ["6.12.118", "x86_64", true, true],
  ["6.16.3", "x86_64", false, true],
  ["6.16.12", "x86_64", false, true],
  ["6.17.13", "x86_64", false, true],
  ["6.18.15", "x86_64", false, true],
  ["7.2.12", "x86_64", false, true],
  ["7.2.12", "x86_64", true, true],
  ["7.3.4", "x86_64", false, true],
];

/** Other figures, and how many kernels each was measured on. */
export const MEASURED_ON = {
  keys: { kernels: 27, from: "5.10.218", to: "7.3.4" },
  writes: { kernels: 27, from: "5.10.218", to: "7.3.4" },
  childWrites: { kernels: 25, from: "5.10.218", to: "7.3.4" },
  bounds: { kernels: 25, from: "5.10.218", to: "7.3.4" },
  large: { kernels: 12, from: "5.10.218", to: "7.3.4" },
  defaults: { kernels: 27, from: "5.10.218", to: "7.3.4" },
  options: { kernels: 27, from: "5.10.218", to: "7.3.4" },
  slabs: { kernels: 27, from: "5.10.218", to: "7.3.4" },
  costs: { kernels: 25, from: "5.10.218", to: "7.3.4" },
  smallTables: { kernels: 27, from: "5.10.218", to: "7.3.4" },
  limits: { kernels: 27, from: "5.10.218", to: "7.3.4" },
  log: { kernels: 27, from: "5.10.218", to: "7.3.4" },
  eviction: { kernels: 25, from: "5.10.218", to: "7.3.4" },
  shown: { kernels: 25, from: "5.10.218", to: "7.3.4" },
  resize: { kernels: 4, from: "5.10.218", to: "7.2.12" },
  collector: { kernels: 2, from: "5.10.262", to: "6.12.118" },
} as const satisfies Readonly<Record<string, Asked>>;
