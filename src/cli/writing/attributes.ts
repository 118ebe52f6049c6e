// What a file carries beside text, mode and owner, and a new file in its place would not: ACLs, a security label, extended
// attributes. Node.js cannot ask for them, so a program of the system is: getfattr, python3 or perl, whichever is there.
import { spawnSync } from "node:child_process";
import { type BigIntStats, existsSync } from "node:fs";

type Attributes = ReadonlyMap<string, string>;

/** Of the content, or of the file as such: a new file has its own. */
const OWN = new Set(["security.ima", "security.evm"]);
const GROUP_WRITE = 0o020n;

/** What is wrong with one open file in the place of another, as the end of a sentence; undefined where nothing is. */
export function lostAttributes(old: number, made: number, { mode }: BigIntStats): string | undefined {
  if (process.platform !== "linux") return undefined;
  const [before, after] = [attributesOf(old), attributesOf(made)];
  if (!before || !after) {
    // With an ACL the group bits of the mode are its mask: copied alone, they would be what the group may do.
    return (mode & GROUP_WRITE) === 0n
      ? undefined
      : "may be writable by its group through an ACL, which cannot be checked here (no getfattr, python3 or perl)";
  }
  const names = [...new Set([...before.keys(), ...after.keys()])].filter((name) => !OWN.has(name) && before.get(name) !== after.get(name));
  if (names.length === 0) return undefined;
  const lost = names.filter((name) => before.has(name));
  return lost.length > 0 ? `would lose ${lost.map(named).join(", ")}` : `would get ${names.map(named).join(", ")} from its folder`;
}

function named(name: string): string {
  if (name === "system.posix_acl_access") return "its ACL";
  if (name === "security.selinux" || name.startsWith("security.SMACK")) return `its security label (${name})`;
  return `its attribute ${name}`;
}

/** By name, values in hexadecimal digits; undefined where no program tells. */
function attributesOf(descriptor: number): Attributes | undefined {
  for (const [program, args] of PROGRAMS) {
    const found = FOLDERS.map((folder) => `${folder}/${program}`).find((file) => existsSync(file));
    if (found === undefined) continue;
    // Neither the person's environment nor the folder at hand has a say in what runs.
    const { status, stdout } = spawnSync(found, [...args, "/proc/self/fd/3"], {
      env: { LC_ALL: "C" },
      cwd: "/",
      stdio: ["ignore", "pipe", "ignore", descriptor],
    });
    if (status === 0) return read(stdout.toString("latin1"));
  }
  return undefined;
}

/** Where a package puts programs: what PATH names may be anybody's. */
const FOLDERS = ["/usr/bin", "/bin"];

const PYTHON = [
  "import os, sys",
  "path = sys.argv[1]",
  "try: names = os.listxattr(path)",
  "except OSError as error:",
  "    if error.errno != 95: raise",
  "    names = []",
  "for name in names: print(name + '=' + os.getxattr(path, name).hex())",
].join("\n");

/** Numbers of listxattr(2) and getxattr(2), by architecture as Node.js names it. */
const CALLS: Readonly<Record<string, readonly [list: number, get: number]>> = {
  x64: [194, 191],
  ia32: [232, 229],
  arm: [232, 229],
  arm64: [11, 8],
  riscv64: [11, 8],
  loong64: [11, 8],
  ppc64: [215, 212],
  s390x: [230, 227],
};

function perl(): string {
  const [list, get] = CALLS[process.arch] ?? [0, 0];
  return [
    "exit 1 unless LIST;",
    "my $path = $ARGV[0]; my $names = chr(0) x 65536;",
    "my $length = syscall(LIST, $path, $names, 65536);",
    "if ($length < 0) { exit($! == 95 ? 0 : 1) }",
    "for my $name (split /\\0/, substr($names, 0, $length)) {",
    "  my $value = chr(0) x 65536; my $size = syscall(GET, $path, $name, $value, 65536);",
    "  exit 1 if $size < 0; print $name, '=', unpack('H*', substr($value, 0, $size)), qq(\\n);",
    "}",
  ]
    .join("\n")
    .replaceAll("LIST", String(list))
    .replaceAll("GET", String(get));
}

/** Lines of name=value, as all three write them. */
function read(text: string): Attributes {
  const found = text.matchAll(/^([^#=\n][^=\n]*)(?:=(?:0x)?([0-9a-f]*))?$/gm);
  return new Map(Array.from(found, ([, name = "", value = ""]) => [name, value]));
}

const PROGRAMS: readonly (readonly [name: string, args: readonly string[]])[] = [
  ["getfattr", ["-d", "-m", "-", "-e", "hex", "--absolute-names", "--"]],
  ["python3", ["-I", "-S", "-c", PYTHON]],
  ["perl", ["-e", perl(), "--"]],
];
