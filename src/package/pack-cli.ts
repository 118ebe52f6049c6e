// `npm run pack:cli [-- --out FOLDER]`: the npm package of the command line, of what the bundler has made. Its last line is the
// path of the tarball from the project's root.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundledIn, type Outputs } from "./bundled.ts";
import { notices } from "./notices.ts";
import { sbom } from "./sbom.ts";
import { Stage } from "./stage.ts";
import { sourceTime } from "./time.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { out = join(root, "out/package") } = parseArgs({ options: { out: { type: "string" } } }).values;
const MAIN = "dist/cli.js";

const { name, version, license } = JSON.parse(readFileSync(`${root}packages/cli/package.json`, "utf8"));
const outputs = JSON.parse(readFileSync(`${root}dist/made-of.json`, "utf8")) as Outputs;
const parts = Object.keys(outputs).filter((path) => path === MAIN || path.startsWith("dist/cli/"));
const packages = bundledIn(root, outputs, parts);

const stage = new Stage(root, join(root, "out/package/cli"));
for (const path of [...parts, "LICENSE"]) stage.copy(path);
for (const path of ["package.json", "README.md", "man"]) stage.copy(`packages/cli/${path}`, path);
for (const file of readdirSync(`${root}src/cli/json`)) {
  if (file.endsWith(".schema.json")) stage.copy(`src/cli/json/${file}`, `schemas/${file}`);
}
stage.write("THIRD-PARTY-NOTICES.txt", notices("Conntrack Planner", packages));
const purl = `pkg:npm/${name}@${version}`;
stage.write("sbom.cdx.json", sbom({ name, version, licence: license, purl }, packages, sourceTime(root)));
stage.settle([MAIN]);

mkdirSync(out, { recursive: true });
const npm = process.env["npm_execpath"];
const [command, before] = npm === undefined ? ["npm", []] : [process.execPath, [npm]];
const printed = execFileSync(command, [...before, "pack", "--json", "--ignore-scripts", "--pack-destination", resolve(out)], {
  cwd: stage.folder,
  encoding: "utf8",
  stdio: ["ignore", "pipe", "inherit"],
});
const [{ filename, size, files }] = JSON.parse(printed);
process.stdout.write(`${files.length} files, ${(size / 1e3).toFixed(0)} kB\n${relative(root, join(resolve(out), filename))}\n`);
