// The documents against what they speak of: every command shown is run, every figure of theirs looked up.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PUBLIC_JSON } from "../../src/generate/json-schemas.ts";
import { sampleFile, sampleFolder } from "../host/workspace.ts";
import { buildCli, type Cli } from "../unit/cli/cli.ts";
import { read, root } from "./root.ts";

const readme = read("README.md");
const tour = read("docs/command-line.md");
const editor = read("docs/editor.md");
const development = read("docs/development.md");
const contributing = read("CONTRIBUTING.md");
const manifest = JSON.parse(read("package.json"));
const sample = readFileSync(`${sampleFolder}/${sampleFile}`, "utf8");

/** The contents of fenced blocks in a language, without the indent of a list they are in. */
function blocks(text: string, language: string): readonly string[] {
  const fence = new RegExp(`^( *)\`\`\`${language}\\n(.*?)^ *\`\`\`$`, "gms");
  return [...text.matchAll(fence)].map(([, indent = "", block = ""]) => block.replaceAll(new RegExp(`^${indent}`, "gm"), ""));
}

/** The cells of table rows that begin with code. */
function codeRows(text: string): readonly (readonly string[])[] {
  return [...text.matchAll(/^\| (`.*) \|$/gm)].map(([, row = ""]) => row.split(/(?<!\\) \| /));
}

/** What a command prints is what the document shows. With UPDATE_DOCS=1 the document is made to show it. */
function holdBlock(path: string, shown: string, printed: string): void {
  if (process.env["UPDATE_DOCS"] !== "1") expect(printed).toBe(shown);
  else if (printed !== shown) {
    // A block of a list is indented.
    const indented = (text: string, indent: string): string => text.replaceAll(/^(?=.)/gm, indent);
    const text = read(path);
    const indent = ["", "  ", "   ", "    "].find((blanks) => text.includes(indented(shown, blanks)));
    if (indent === undefined) throw new Error(`${path}: the block to be replaced was not found`);
    writeFileSync(
      new URL(path, root),
      text.replace(indented(shown, indent), () => indented(printed, indent)),
    );
  }
}

function section(text: string, title: string): string {
  const [, after] = text.split(`\n## ${title}\n`);
  if (after === undefined) throw new Error(`no section "${title}"`);
  return after.split("\n## ")[0] ?? "";
}

describe("docs/command-line.md", () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = await buildCli();
  });
  afterAll(() => cli?.remove());

  test("shows the sample that npm start opens and the pictures show", () => {
    expect(blocks(tour, "sysctl")[0]).toBe(sample);
  });

  const consoles = blocks(tour, "console");

  test("shows at least what is reported for the sample, what its table costs, and what comes of a tree", () => {
    expect(consoles.map((block) => /^\$ conntrack-planner (\w+)/.exec(block)?.[1])).toEqual(
      expect.arrayContaining(["check", "size", "effective"]),
    );
  });

  const tree = codeRows(section(tour, "All files as one")).map((cells) => cells.map((cell) => cell.replaceAll("`", "")));

  test.each(consoles.map((block) => block.split("\n")))("%s", async (command = "", ...expected) => {
    const files = Object.fromEntries(tree.map(([path = "", line = ""]) => [path, `${line}\n`]));
    const cwd = cli.folder({ ...files, [sampleFile]: sample });
    const ran = await cli.run(command.replace("$ conntrack-planner ", "").split(" "), { cwd });
    expect(ran.stderr).toBe("");
    holdBlock("docs/command-line.md", [command, ...expected].join("\n"), `${command}\n${ran.stdout}`);
  });

  test("names every npm script, and none that is not there", () => {
    const listed = codeRows(development).flatMap(([names = ""]) => [...names.matchAll(/`([^`]+)`/g)].map((match) => match[1]));
    expect([...listed, "start", "test"].sort()).toEqual(Object.keys(manifest.scripts).sort());
  });

  test("shows control comments as they are read", async () => {
    const [comments = ""] = blocks(section(editor, "Control comments"), "sysctl");
    expect(comments).toContain("conntrack-disable-next-line");
    const { stdout } = await cli.run(["check", "-"], { stdin: comments });
    expect(stdout).toBe("1 file, no findings\n");
  });

  test("names the package that is made", () => {
    expect(readme).toContain(`${manifest.name}-${manifest.version}.vsix`);
  });
});

describe.each(["docs/json.md", "docs/firewall.md"])("%s", (document) => {
  const text = read(document);
  let cli: Cli;
  beforeAll(async () => {
    cli = await buildCli();
  });
  afterAll(() => cli?.remove());

  test.runIf(document === "docs/json.md")("has an example of each command that prints JSON", () => {
    for (const name of Object.keys(PUBLIC_JSON)) expect(text).toContain(`\n## ${name.replace("-", " --")}\n`);
  });

  test.each(blocks(text, "console").map((block) => block.split("\n")))("%s", async (command = "", ...expected) => {
    const files = [...text.matchAll(/^```text file=(\S+)\n(.*?)^```$/gms)].map(([, name = "", content = ""]) => [name, content]);
    const ran = await cli.run(command.replace("$ conntrack-planner ", "").split(" "), { cwd: cli.folder(Object.fromEntries(files)) });
    expect(ran.stderr).toBe("");
    holdBlock(document, [command, ...expected].join("\n"), `${command}\n${ran.stdout}`);
  });
});

describe("documents", () => {
  const documents = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...readdirSync(new URL("docs", root)).map((name) => `docs/${name}`)];

  test.each(documents.filter((path) => path.endsWith(".md")))("%s links to what is there", (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] ?? "");
    for (const link of links) expect([link, existsSync(new URL(link, new URL(path, root)))]).toEqual([link, true]);
  });

  test("CONTRIBUTING.md has a line for each folder", () => {
    const folders = ["src", "src/core", "test"].flatMap((parent) =>
      readdirSync(new URL(parent, root), { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? `\`${parent}/${entry.name}\`` : [],
      ),
    );
    const listed = codeRows(section(contributing, "Where things are")).map(([folder]) => folder);
    expect([...listed].sort()).toEqual([...folders, "`webview`"].sort());
  });

  test("pictures are small: they ship with the extension", () => {
    const pictures = [...`${readme}${editor}`.matchAll(/!\[[^\]]+\]\((?:\.\.\/)?([^)]+)\)/g)].map((match) => match[1] ?? "");
    expect(pictures.length).toBeGreaterThan(4);
    const most = (picture: string): number => (picture.endsWith(".gif") ? 2_000_000 : 200_000);
    for (const picture of pictures) expect([picture, statSync(new URL(picture, root)).size < most(picture)]).toEqual([picture, true]);
  });

  test("have the sections that the code refers to", () => {
    section(editor, "Control comments");
    section(contributing, "Appliers");
    section(contributing, "Severities");
  });

  test("the newest entry of CHANGELOG.md is this version", () => {
    expect(/^## (\S+), \d{4}-\d{2}-\d{2}$/m.exec(read("CHANGELOG.md"))?.[1]).toBe(manifest.version);
  });
});
