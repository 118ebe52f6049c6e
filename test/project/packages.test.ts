// What is shipped: its parts, their notices and list, the same bytes whoever builds; and an installation that works.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addressesOf, packagedReadme } from "../../src/package/readme.ts";
import { read, root } from "./root.ts";

const project = fileURLToPath(root);
const folder = mkdtempSync(join(tmpdir(), "ctp-packages-"));
const { version } = JSON.parse(read("package.json"));
const VSIX = `conntrack-planner-${version}.vsix`;
const TARBALL = `conntrack-planner-${version}.tgz`;

function npm(args: readonly string[], cwd: string): string {
  const path = process.env["npm_execpath"];
  const [program, before] = path === undefined ? ["npm", []] : [process.execPath, [path]];
  return execFileSync(program, [...before, ...args], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Packs with a umask; the last line that was printed. */
function pack(script: string, umask: number, out: string): string {
  const before = process.umask(umask);
  try {
    const printed = execFileSync(process.execPath, [`src/package/${script}.ts`, "--out", out], { cwd: project, encoding: "utf8" });
    return printed.trimEnd().split("\n").at(-1) ?? "";
  } finally {
    process.umask(before);
  }
}

const hash = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

beforeAll(() => {
  pack("pack-extension", 0o022, folder);
  pack("pack-cli", 0o022, folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the servers bring along. */
const OF_AGENTS = [
  ...["@modelcontextprotocol/sdk", "ajv", "ajv-formats", "fast-deep-equal", "fast-uri", "json-schema-traverse"],
  ...["zod", "zod-to-json-schema"],
];
const OF_EDITORS = ["", "-protocol", "-textdocument", "-types"].map((part) => `vscode-languageserver${part}`).concat("vscode-jsonrpc");

const staged = (path: string): string => readFileSync(join(project, "out/package", path), "utf8");

describe("the extension", () => {
  test("weighs at most 3 MB", () => {
    expect(readFileSync(join(folder, VSIX)).length).toBeLessThan(3_000_000);
  });

  test("lists the packages that are bundled and no others, with their notices", () => {
    const { components, serialNumber } = JSON.parse(staged("extension/sbom.cdx.json"));
    expect(components.map(({ name }: { name: string }) => name)).toEqual(
      ["@kurkle/color", "chart.js", "preact", ...OF_AGENTS, ...OF_EDITORS, "yaml"].sort(),
    );
    for (const { hashes } of components) expect(hashes[0].content).toMatch(/^[0-9a-f]{128}$/);
    const licences = new Set(
      components.map(({ licenses }: { licenses: readonly { license: { id: string } }[] }) => licenses[0]?.license.id),
    );
    expect([...licences].sort()).toEqual(["BSD-3-Clause", "ISC", "MIT"]);
    expect(serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const notices = staged("extension/THIRD-PARTY-NOTICES.txt");
    expect(notices).toContain("Copyright (c) 2014-2024 Chart.js Contributors");
    expect(notices).toContain("@kurkle/color");
  });

  test("shows pictures by https or none", () => {
    expect(staged("extension/README.md")).not.toMatch(/!\[/);
    const text = "![a](media/a.png)\n\nSee [the rules](docs/rules.md#one), [npm](https://npmjs.com).\n";
    expect(packagedReadme(text, undefined)).toBe("See the rules, [npm](https://npmjs.com).\n");
    expect(packagedReadme(text, addressesOf({ url: "git+https://github.com/a/b.git" }, "1.2.3"))).toBe(
      "![a](https://raw.githubusercontent.com/a/b/v1.2.3/media/a.png)\n\nSee [the rules](https://github.com/a/b/blob/v1.2.3/docs/rules.md#one), [npm](https://npmjs.com).\n",
    );
    for (const [, path] of read("README.md").matchAll(/!\[[^\]]*\]\((?!https:)([^)]+)\)/g))
      expect(read(path ?? "").length).toBeGreaterThan(0);
  });
});

describe("the command line", () => {
  test("has the version of the extension, and no dependency, and no script", () => {
    const manifest = JSON.parse(read("packages/cli/package.json"));
    expect(manifest.version).toBe(version);
    expect(Object.keys(manifest).filter((name) => /dependencies|scripts/i.test(name))).toEqual([]);
  });

  test("lists what is bundled", () => {
    const { components } = JSON.parse(staged("cli/sbom.cdx.json"));
    expect(components.map(({ name }: { name: string }) => name)).toEqual([...OF_AGENTS, ...OF_EDITORS, "yaml"].sort());
    expect(staged("cli/THIRD-PARTY-NOTICES.txt")).toContain("Copyright Eemeli Aro");
  });

  test("works from an empty folder, its readers of other languages too", () => {
    const empty = mkdtempSync(join(folder, "empty-"));
    writeFileSync(join(empty, "package.json"), "{}");
    npm(["install", "--offline", "--no-audit", "--no-fund", join(folder, TARBALL)], empty);
    writeFileSync(join(empty, "tune.sh"), "#!/bin/sh\nsysctl -w net.netfilter.nf_conntrack_max=262144\n");
    const bin = join(empty, "node_modules/.bin/conntrack-planner");
    expect(execFileSync(bin, ["--version"], { encoding: "utf8" }).trim()).toBe(version);
    expect(execFileSync(bin, ["settings", "tune.sh"], { cwd: empty, encoding: "utf8" })).toContain("262144");
  });
});

test("are the same bytes with another umask", () => {
  const other = mkdtempSync(join(folder, "other-"));
  pack("pack-extension", 0o077, other);
  pack("pack-cli", 0o077, other);
  for (const name of [VSIX, TARBALL]) expect([name, hash(join(other, name))]).toEqual([name, hash(join(folder, name))]);
});

test("actions are pinned by hash", () => {
  for (const workflow of ["ci", "release"]) {
    const uses = [...read(`.github/workflows/${workflow}.yml`).matchAll(/uses: (\S+)/g)].map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(2);
    for (const action of uses) expect(action).toMatch(/@[0-9a-f]{40}$/);
  }
});
