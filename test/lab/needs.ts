// What the lab needs of this machine, and which packages have what is missing.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { LabKernel } from "./kernels.ts";
import { MACHINES } from "./machines.ts";

/** Programs that every kernel needs, and Debian's packages with them. */
const PROGRAMS: Readonly<Record<string, string>> = {
  "apt-get": "apt",
  "apt-cache": "apt",
  "dpkg-deb": "dpkg",
  cpio: "cpio",
  gzip: "gzip",
  setpriv: "util-linux",
  tar: "tar",
  xz: "xz-utils",
  zstd: "zstd",
};

export const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";

export interface Missing {
  readonly what: string;
  readonly packages: string;
}

export function missingFor(kernel: LabKernel): readonly Missing[] {
  if (process.platform !== "linux") return [{ what: `Linux (this is ${process.platform})`, packages: "" }];
  const { emulator, compiler, packages } = MACHINES[kernel.arch];
  return [
    ...Object.entries(PROGRAMS).flatMap(([program, from]) => (isThere(program) ? [] : [{ what: program, packages: from }])),
    ...(existsSync(KEYRING) ? [] : [{ what: "the archive's keys", packages: "debian-archive-keyring" }]),
    ...(isThere(emulator) ? [] : [{ what: emulator, packages: packages.emulator }]),
    ...(isThere(compiler) ? [] : [{ what: compiler, packages: packages.compiler }]),
  ];
}

/** One sentence for all that is missing. */
export function missingInWords(missing: readonly Missing[]): string {
  const packages = [...new Set(missing.flatMap((one) => one.packages.split(" ").filter((name) => name !== "")))];
  const install = packages.length === 0 ? "" : ` (apt-get install ${packages.join(" ")})`;
  return `${missing.map((one) => one.what).join(", ")} ${missing.length === 1 ? "is" : "are"} missing${install}`;
}

function isThere(program: string): boolean {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.some((folder) => folder !== "" && existsSync(join(folder, program)));
}
