// Names that are no UTF-8, as old disks and archives hold them: every file is read, mended and named.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

const TYPO = "net.netfilter.nf_contrack_max = 262144\n";
const MENDED = "net.netfilter.nf_conntrack_max = 262144\n";
const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

/** Through a shell: Node.js hands over arguments in UTF-8 only. Octal escapes of printf(1) name the bytes. */
function shell(command: string, cwd: string) {
  const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", command.replaceAll("CLI", `"$0" "${cli.bundle}"`), process.execPath], {
    cwd,
    encoding: "utf8",
  });
  return { code: status, stdout, stderr };
}

describe.skipIf(process.platform !== "linux")("names that are no UTF-8", () => {
  const folder = (): string => {
    const made = cli.folder({});
    const below = latin1(`${made}/k\xf6ln`);
    mkdirSync(below);
    writeFileSync(Buffer.concat([below, latin1("/gr\xfc\xdfe.sysctl")]), TYPO);
    return made;
  };

  test.each<[how: string, command: string]>([
    ["below a folder", "CLI check ."],
    ["named", `CLI check "$(printf 'k\\366ln/gr\\374\\337e.sysctl')"`],
    ["in a folder that is named", `CLI check "$(printf 'k\\366ln')"`],
    ["by a pattern of the shell", "CLI check */*.sysctl"],
  ])("are judged %s, and shown byte by byte", (_how, command) => {
    const { code, stdout, stderr } = shell(command, folder());
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
    expect(stdout).toMatch(/^k\\xf6ln\/gr\\xfc\\xdfe\.sysctl\n {2}1:1 {2}error/);
  });

  test("are mended, and through a link", () => {
    const made = folder();
    symlinkSync(latin1("k\xf6ln/gr\xfc\xdfe.sysctl"), join(made, "link.conf"));
    expect(shell("CLI check --fix link.conf", made)).toMatchObject({ code: 0, stderr: "" });
    expect(readFileSync(join(made, "link.conf"), "utf8")).toBe(MENDED);
    expect(readdirSync(latin1(`${made}/k\xf6ln`))).toHaveLength(1);
  });

  test("stand in JSON and SARIF so that they can be told apart", () => {
    const made = folder();
    const json = JSON.parse(shell("CLI check --format json .", made).stdout) as { readonly files: readonly { readonly path: string }[] };
    expect(json.files[0]?.path).toBe("k\udcf6ln/gr\udcfc\udcdfe.sysctl");
    expect(shell("CLI check --format sarif .", made).stdout).toContain('"uri": "k%F6ln/gr%FC%DFe.sysctl"');
  });

  test("are made by plan --write, and read by diagnose", () => {
    const made = folder();
    const name = `"$(printf 'k\\366ln/\\351.sysctl')"`;
    expect(shell(`CLI plan --rate 4000 --duration 10 --hz 250 --write ${name}`, made)).toMatchObject({ code: 0 });
    expect(shell(`CLI check --memory 8G ${name}`, made)).toMatchObject({ code: 0 });
    expect(shell(`CLI diagnose "$(printf 'k\\366ln/none')"`, made).stderr).toContain("k\\xf6ln/none: no such file or folder");
    expect(shell(`CLI effective --root "$(printf 'k\\366ln')"`, made).stderr).toContain('"k\\xf6ln" has no etc/sysctl.conf');
  });
});
