// The inventory: which files of a folder are read, and how they are told.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

const SET = "sysctl -w net.netfilter.nf_conntrack_max=1\n";

describe("settings", () => {
  test("reads names and first lines, and passes over what others wrote, binaries and prose", async () => {
    const folder = cli.folder({
      "a/setup.sh": SET,
      "a/boot": `#!/usr/bin/env bash\n${SET}`,
      "a/notes": SET,
      "a/data.sh": new Uint8Array([0, ...new TextEncoder().encode(SET)]),
      "a/README.md": `\`\`\`sh\n${SET}\`\`\`\n`,
      "node_modules/x/install.sh": SET,
      "etc/sysctl.d/1.conf": "net.netfilter.nf_conntrack_acct = 1\n",
      "etc/modprobe.d/1.conf": "options nf_conntrack hashsize=64\n",
    });
    const paths = async (...args: readonly string[]): Promise<readonly string[]> => {
      const { stdout } = await cli.run(["settings", "--format", "json", ...args], { cwd: folder });
      return JSON.parse(stdout).files.map(({ path, kind }: { path: string; kind: string }) => `${path} ${kind}`);
    };
    expect(await paths()).toEqual(["a/boot shell", "a/setup.sh shell", "etc/modprobe.d/1.conf modprobe", "etc/sysctl.d/1.conf sysctl"]);
    expect(await paths("a", "--languages", "markdown")).toEqual(["a/README.md markdown"]);
    expect(await paths("--languages=none")).toEqual(["etc/sysctl.d/1.conf sysctl"]);
    expect(await paths("a/notes", "a/setup.sh")).toEqual(["a/setup.sh shell"]);
  });

  test("tells key, value and place of each", async () => {
    const folder = cli.folder({ "x.yml": "services:\n  a:\n    sysctls:\n      net/netfilter/nf_conntrack_acct: '1'\n" });
    const { stdout } = await cli.run(["settings", "x.yml", "--format=json"], { cwd: folder });
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      files: [
        {
          path: "x.yml",
          kind: "yaml",
          settings: [
            {
              key: "net.netfilter.nf_conntrack_acct",
              value: "1",
              line: 4,
              column: 7,
              how: "container",
              scope: "container",
              computed: false,
            },
          ],
        },
      ],
    });
  });

  test("as text and as comma-separated values", async () => {
    const folder = cli.folder({ "x.sh": 'echo "net.netfilter.nf_conntrack_max=a,$B" >> /etc/sysctl.conf\n' });
    const text = await cli.run(["settings"], { cwd: folder });
    expect(text.stdout).toBe("x.sh (shell)\n  1:7  net.netfilter.nf_conntrack_max  a,$B  file, computed\n\n1 setting in 1 file\n");
    const csv = await cli.run(["settings", "--format", "csv"], { cwd: folder });
    expect(csv.stdout).toBe(
      'path,kind,line,column,key,value,how,scope,computed\nx.sh,shell,1,7,net.netfilter.nf_conntrack_max,"a,$B",file,machine,true\n',
    );
  });

  test("says what it does not know", async () => {
    const { code, stderr } = await cli.run(["settings", "--languages", "shel"]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('"shel" is not a language; did you mean shell?') });
  });
});
