// Reading a folder as the root of a system: where links lead, what cannot be read, and that nothing outside is.
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { memoryPort } from "../../../src/core/boot/tree/memory-port.ts";
import { readTree } from "../../../src/core/boot/tree/tree.ts";
import { realPath } from "../../../src/linux/bytes.ts";
import { LEAVES, readFileText } from "../../../src/linux/read-file.ts";
import { rootPort } from "../../../src/linux/root-port.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Work without root's leave to do anything; as whoever runs the tests, where that is not root. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

type Files = Readonly<Record<string, string | { readonly link: string } | { readonly folder: true }>>;

/** A root in a folder that holds a secret beside it. */
function build(files: Files): { readonly root: string; readonly outside: string } {
  const outside = mkdtempSync(join(tmpdir(), "ctp-root-"));
  folders.push(outside);
  writeFileSync(join(outside, "secret.conf"), "net.netfilter.nf_conntrack_max = 1\n");
  const root = join(outside, "root");
  mkdirSync(root);
  for (const [path, file] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    if (typeof file === "string") writeFileSync(join(root, path), file);
    else if ("link" in file) symlinkSync(file.link, join(root, path));
    else mkdirSync(join(root, path), { recursive: true });
  }
  return { root, outside };
}

const TREES: readonly (readonly [string, Files])[] = [
  ["plain files", { "/etc/sysctl.conf": "a", "/etc/sysctl.d/10-a.conf": "b", "/etc/sysctl.d/.h.conf": "c" }],
  ["Debian's link", { "/etc/sysctl.conf": "a", "/etc/sysctl.d/99-sysctl.conf": { link: "../sysctl.conf" } }],
  [
    "absolute links",
    { "/opt/x": "a", "/etc/sysctl.d/a.conf": { link: "/opt/x" }, "/lib": { link: "/usr/lib" }, "/usr/lib/sysctl.d/b.conf": "b" },
  ],
  ["links above the root", { "/opt/x": "a", "/etc/sysctl.d/a.conf": { link: "../../../../../../../opt/x" } }],
  ["chains", { "/opt/x": "a", "/opt/y": { link: "x" }, "/opt/z": { link: "../opt/./y" }, "/etc/sysctl.conf": { link: "/opt/z" } }],
  [
    "rings",
    { "/etc/sysctl.d/a.conf": { link: "b.conf" }, "/etc/sysctl.d/b.conf": { link: "a.conf" }, "/run/sysctl.d": { link: "/run/sysctl.d" } },
  ],
  [
    "nothing there",
    {
      "/etc/sysctl.d/a.conf": { link: "/nowhere/x.conf" },
      "/etc/sysctl.d/b.conf": { link: "/dev/null" },
      "/usr/lib/sysctl.d": { link: "gone" },
    },
  ],
  ["folders in the way", { "/etc/sysctl.d/a.conf": { folder: true }, "/etc/sysctl.conf": { folder: true }, "/run/sysctl.d": "a file" }],
  ["a link through a file", { "/etc/x": "a", "/etc/sysctl.d/a.conf": { link: "../x/y" } }],
];

test.each(TREES)("%s: the same as the tree in memory", async (_, files) => {
  const { root } = build(files);
  expect(await readTree(await rootPort(root))).toEqual(await readTree(memoryPort(files)));
});

describe("nothing outside of the root is read", () => {
  test.each([
    ["a link up", { "/etc/sysctl.d/a.conf": { link: "../../../secret.conf" } }],
    ["an absolute link", { "/etc/sysctl.d/a.conf": { link: "OUTSIDE/secret.conf" } }],
    ["the folder is a link", { "/etc": { link: "OUTSIDE" }, "/usr/lib/sysctl.d": { link: "../../../.." } }],
    ["two steps", { "/up": { link: ".." }, "/etc/sysctl.d/a.conf": { link: "/up/secret.conf" } }],
  ] as readonly (readonly [string, Files])[])("%s", async (_, files) => {
    const outside = mkdtempSync(join(tmpdir(), "ctp-root-"));
    folders.push(outside);
    writeFileSync(join(outside, "secret.conf"), "secret");
    mkdirSync(join(outside, "sysctl.d"));
    writeFileSync(join(outside, "sysctl.d", "s.conf"), "secret");
    const named = Object.fromEntries(
      Object.entries(files).map(([path, file]) => [
        path,
        typeof file === "object" && "link" in file ? { link: file.link.replace("OUTSIDE", outside) } : file,
      ]),
    );
    const { root } = build(named);
    const tree = await readTree(await rootPort(root));
    expect(JSON.stringify([...tree.folders, ...tree.files])).not.toMatch(/secret"|nf_conntrack_max/);
  });
});

describe("what cannot be read says why", () => {
  test("a file and a folder without permission", async () => {
    const { root, outside } = build({ "/etc/sysctl.d/a.conf": "a", "/etc/sysctl.d/b.conf": "b", "/run/sysctl.d/c.conf": "c" });
    for (const folder of [outside, root, join(root, "etc"), join(root, "etc/sysctl.d"), join(root, "run")]) chmodSync(folder, 0o755);
    chmodSync(join(root, "/etc/sysctl.d/a.conf"), 0);
    chmodSync(join(root, "/run/sysctl.d"), 0);
    const tree = await asNobody(async () => readTree(await rootPort(root)));
    const readings = tree.folders.get("/etc/sysctl.d")?.files.map(({ reading }) => reading);
    expect(readings).toEqual([{ problem: "denied", reason: "permission denied" }, { text: "b" }]);
    expect(tree.folders.get("/run/sysctl.d")).toMatchObject({ problem: "permission denied", files: [] });
    chmodSync(join(root, "/run/sysctl.d"), 0o755);
  });

  test("whether a file lets itself be written", async () => {
    const { root } = build({ "/etc/a": "a", "/etc/b": "b", "/etc/l": { link: "a" } });
    chmodSync(join(root, "etc/b"), 0o444);
    const port = await rootPort(root);
    const answers = await Promise.all(["/etc/a", "/etc/b", "/etc/l", "/etc", "/etc/none"].map((path) => port.canWrite?.(path)));
    // Root may write anything.
    expect(answers).toEqual([true, process.getuid?.() === 0, true, false, false]);
  });

  test("a file over 50 MB, at once", async () => {
    const { root } = build({ "/etc/sysctl.conf": "a" });
    truncateSync(join(root, "/etc/sysctl.conf"), 51_000_000);
    const tree = await readTree(await rootPort(root));
    expect(tree.files.get("/etc/sysctl.conf")?.reading).toMatchObject({ problem: "too-large" });
  });

  test("UTF-16", async () => {
    const { root } = build({});
    mkdirSync(join(root, "etc"));
    writeFileSync(join(root, "/etc/sysctl.conf"), Buffer.from("\ufeffa = 1\n", "utf16le"));
    const tree = await readTree(await rootPort(root));
    expect(tree.files.get("/etc/sysctl.conf")?.reading).toMatchObject({ problem: "not-text" });
  });

  test("a root that is not there is an error", async () => {
    await expect(rootPort("/nowhere/at/all")).rejects.toThrow("ENOENT");
  });
});

test("a folder that becomes a link out of the root after it was listed leads nowhere", async () => {
  const { root, outside } = build({ "/etc/sysctl.d/secret.conf": "a" });
  const port = await rootPort(root);
  await port.list("/etc/sysctl.d");
  renameSync(join(root, "etc/sysctl.d"), join(root, "etc/before"));
  symlinkSync(outside, join(root, "etc/sysctl.d"));
  expect([...(port.readListed?.("/etc/sysctl.d", ["secret.conf"]) ?? [])]).toEqual([undefined]);
  expect(await port.read("/etc/sysctl.d/secret.conf")).toMatchObject({ problem: "missing" });
  // As after the look at the links, in the moment before the file is opened.
  const read = readFileText(join(root, "etc/sysctl.d/secret.conf"), undefined, { within: realPath(root) });
  expect(read).toEqual(process.platform === "linux" ? LEAVES : expect.anything());
});

test.runIf(process.platform === "linux")("a link higher on the way, and one that comes while a folder is read", async () => {
  const { root, outside } = build({ "/etc/sysctl.d/a.conf": "own", "/etc/sysctl.d/b.conf": "own" });
  mkdirSync(join(outside, "sysctl.d"));
  for (const name of ["a.conf", "b.conf"]) writeFileSync(join(outside, "sysctl.d", name), "secret");
  const port = await rootPort(root);
  const [names, texts] = [["a.conf", "b.conf"], [] as unknown[]];
  for (const reading of port.readListed?.("/etc/sysctl.d", names) ?? []) {
    texts.push(reading);
    if (texts.length > 1) continue;
    renameSync(join(root, "etc"), join(root, "before"));
    symlinkSync(outside, join(root, "etc"));
  }
  expect(texts).toEqual([{ text: "own" }, { text: "own" }]);
  expect([...(port.readListed?.("/etc/sysctl.d", names) ?? [])]).toEqual([undefined, undefined]);
});

test("what was listed as a file and is a link, a folder or nothing by then is asked for by its path", async () => {
  const { root, outside } = build({ "/etc/sysctl.d/a.conf": "a" });
  const folder = join(root, "etc/sysctl.d");
  symlinkSync(join(outside, "secret.conf"), join(folder, "link.conf"));
  mkdirSync(join(folder, "folder.conf"));
  const port = await rootPort(root);
  const names = ["a.conf", "link.conf", "folder.conf", "gone.conf"];
  expect([...(port.readListed?.("/etc/sysctl.d", names) ?? [])]).toEqual([{ text: "a" }, undefined, undefined, undefined]);
});

test("bytes that are no UTF-8, in names and in texts, survive", async () => {
  const { root } = build({});
  const folder = join(root, "etc/sysctl.d");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x61, 0xff, 0xc3]), Buffer.from(".conf")]),
    Buffer.from([0x78, 0xfe, 0x0a, 0xc3, 0xa9]),
  );
  const tree = await readTree(await rootPort(root));
  const [file] = tree.folders.get("/etc/sysctl.d")?.files ?? [];
  expect(file?.name).toBe("a\udcff\udcc3.conf");
  expect(file?.reading).toMatchObject({ text: "x\udcfe\né" });
});

test("a link is asked for once in a turn of the event loop, however many ways lead through it", async () => {
  const { root } = build({ "etc/a.conf": "a", "etc/b.conf": "b", "etc/l.conf": { link: "a.conf" }, "etc/m.conf": { link: "l.conf" } });
  const port = await rootPort(root);
  expect(await port.linkTarget?.("/etc/l.conf")).toEqual({ path: "/etc/a.conf", kind: "file" });
  rmSync(join(root, "etc/l.conf"));
  symlinkSync("b.conf", join(root, "etc/l.conf"));
  expect(await port.linkTarget?.("/etc/m.conf")).toEqual({ path: "/etc/a.conf", kind: "file" });
  await new Promise(setImmediate);
  expect(await port.linkTarget?.("/etc/m.conf")).toEqual({ path: "/etc/b.conf", kind: "file" });
});
