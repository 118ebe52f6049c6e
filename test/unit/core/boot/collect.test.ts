// Bringing scattered settings into one file: the same values in the end, or nothing is moved.
import { expect, test } from "vitest";
import { effective } from "../../../../src/core/boot/effective.ts";
import { collect, leftFiles } from "../../../../src/core/boot/one-file.ts";
import { type MemoryTree, memoryPort } from "../../../../src/core/boot/tree/memory-port.ts";
import { readTree } from "../../../../src/core/boot/tree/tree.ts";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { applyEdits } from "../../../../src/core/text/span.ts";

const MAX = "net.netfilter.nf_conntrack_max";
const UDP = "net.netfilter.nf_conntrack_udp_timeout";

async function hostOf(files: MemoryTree, applier: "systemd" | "procps" | "busybox" = "systemd") {
  return effective(await readTree(memoryPort(files)), { target: DEFAULT_TARGET, applier });
}

/** The texts of all files once the collection was carried out. */
function carriedOut(files: Readonly<Record<string, string>>, plan: NonNullable<ReturnType<typeof collect>>): Record<string, string> {
  const after: Record<string, string> = { ...files };
  for (const [path, edits] of plan.edits) after[path] = applyEdits(files[path] ?? "", edits);
  after[plan.into] = `${after[plan.into] ?? ""}${plan.text}`;
  return after;
}

const SCATTERED = {
  "/etc/sysctl.d/10-a.conf": `# mine\n${MAX} = 262144\nkernel.pid_max = 4194304\n`,
  "/etc/sysctl.d/90-b.conf": `${UDP} = 45\r\n${MAX} = 131072`,
};

test("keys move with the value that is in force; comments and other keys stay", async () => {
  const plan = collect(await hostOf(SCATTERED));
  expect(plan && carriedOut(SCATTERED, plan)).toEqual({
    "/etc/sysctl.d/10-a.conf": "# mine\nkernel.pid_max = 4194304\n",
    "/etc/sysctl.d/90-b.conf": "",
    "/etc/sysctl.d/60-conntrack.conf": `${UDP} = 45\n${MAX} = 131072\n`,
  });
});

test("where a package's file comes later, the new file comes after that", async () => {
  const plan = collect(await hostOf({ ...SCATTERED, "/usr/lib/sysctl.d/80-vendor.conf": `${MAX} = 65536\n` }));
  expect(plan?.into).toBe("/etc/sysctl.d/90-conntrack.conf");
  expect(plan?.left).toMatchObject([{ file: { path: "/usr/lib/sysctl.d/80-vendor.conf" }, why: "package" }]);
});

test("BusyBox reads one file, and that one takes them all", async () => {
  const files = { "/etc/sysctl.conf": `${MAX} = 1000\n`, "/etc/alpine-release": "3.20\n", "/etc/sysctl.d/a.conf": `${UDP} = 45\n` };
  const plan = collect(effective(await readTree(memoryPort(files)), { target: DEFAULT_TARGET, applier: "auto" }));
  expect(plan && carriedOut(files, plan)["/etc/sysctl.conf"]).toBe(`${UDP} = 45\n${MAX} = 1000\n`);
});

test("files that cannot be written keep their lines, and are named", async () => {
  const files = { ...SCATTERED, "/etc/sysctl.d/50-c.conf": `${UDP} = 50\n`, "/etc/sysctl.d/20-d.conf": `${MAX} = 1000\n` };
  const host = await hostOf(files);
  const canWrite = ({ name }: { readonly name: string }): boolean => name !== "20-d.conf";
  const plan = collect(host, canWrite);
  expect(plan?.left.map(({ file, why }) => [file.path, why])).toEqual([["/etc/sysctl.d/20-d.conf", "read-only"]]);
  expect([...(plan?.edits.keys() ?? [])]).not.toContain("/etc/sysctl.d/20-d.conf");
  expect(collect(host, () => false)).toBeUndefined();
  expect(leftFiles(host, () => false)).toHaveLength(4);
});

test.each<[string, MemoryTree]>([
  ["one file is not scattered", { "/etc/sysctl.d/10-a.conf": `${MAX} = 1\n${UDP} = 2\n` }],
  [
    "a link out of /etc and one file are not either",
    { "/opt/c.conf": `${MAX} = 1\n`, "/etc/sysctl.d/10-a.conf": { link: "/opt/c.conf" }, "/etc/sysctl.d/20-b.conf": `${UDP} = 2\n` },
  ],
])("%s", async (_, files) => {
  expect(collect(await hostOf(files))).toBeUndefined();
});
