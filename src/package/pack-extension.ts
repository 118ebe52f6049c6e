// `npm run package [-- --out FOLDER]`: the .vsix, of what the bundler has made. The same sources give the same bytes.
import { execFileSync } from "node:child_process";
import { globSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundledIn, type Outputs } from "./bundled.ts";
import { notices } from "./notices.ts";
import { addressesOf, packagedReadme } from "./readme.ts";
import { sbom } from "./sbom.ts";
import { Stage } from "./stage.ts";
import { sourceTime } from "./time.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { out = root } = parseArgs({ options: { out: { type: "string" } } }).values;

const manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const { name, version, publisher, license, displayName: _key, files } = manifest;
const outputs = JSON.parse(readFileSync(`${root}dist/made-of.json`, "utf8")) as Outputs;
const shipped = Object.keys(outputs).filter((path) => files.some((file: string) => path === file || path.startsWith(`${file}/`)));
const packages = bundledIn(root, outputs, shipped);
const time = sourceTime(root);

const stage = new Stage(root, join(root, "out/package/extension"));
for (const pattern of files) {
  const paths = globSync(pattern, { cwd: root });
  if (paths.length === 0) throw new Error(`${pattern}, which package.json names under files, is not there`);
  for (const path of paths) stage.copy(path);
}
const { scripts: _scripts, devDependencies: _tools, allowScripts: _allowed, bin: _bin, ...kept } = manifest;
stage.write("package.json", JSON.stringify({ ...kept, files: [...files, "THIRD-PARTY-NOTICES.txt", "sbom.cdx.json"] }, null, 2));
stage.write("README.md", packagedReadme(readFileSync(`${root}README.md`, "utf8"), addressesOf(manifest.repository, version)));
stage.write("THIRD-PARTY-NOTICES.txt", notices("Conntrack Planner", packages));
const purl = `pkg:vscode-extension/${publisher}/${name}@${version}`;
stage.write("sbom.cdx.json", sbom({ name, version, licence: license, purl }, packages, time));
stage.settle();

const target = join(resolve(out), `${name}-${version}.vsix`);
const flags = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", "--out", target];
execFileSync(process.execPath, [join(root, "node_modules/@vscode/vsce/vsce"), "package", ...flags], {
  cwd: stage.folder,
  env: { ...process.env, SOURCE_DATE_EPOCH: String(time) },
  stdio: ["ignore", "ignore", "inherit"],
});
process.stdout.write(`${relative(process.cwd(), target)}, ${(statSync(target).size / 1e6).toFixed(2)} MB\n`);
