// What the file's table costs, wherever it is shown: lens, status bar, hover.
import { describe, expect, test } from "vitest";
import { codeLenses } from "../../../../src/core/language/code-lens.ts";
import { hover } from "../../../../src/core/language/hover.ts";
import { tableStatus, targetStatus } from "../../../../src/core/language/status.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";
import { at, OPTIONS, optionsFor, textOf } from "./cursor.ts";

const MAX = "net.netfilter.nf_conntrack_max";
const BUCKETS = "net.netfilter.nf_conntrack_buckets";

const titles = (text: string, options = OPTIONS): readonly string[] => codeLenses(parse(text), options).map(({ title }) => title);

describe("lens", () => {
  test("memory and average chain of the full table", () => {
    // 262,144 x 256 + 262,144 x 8 bytes; twice 262,144 nodes in 262,144 chains.
    expect(titles(`${MAX} = 262144\n${BUCKETS} = 262144\n`)).toEqual(["Full table: 66 MiB · average chain when full 2.0"]);
    // 131,072 x 256 + 65,536 x 8 bytes = 32.5 MiB.
    expect(titles(`${BUCKETS} = 65536\n${MAX} = 131072\n`)).toEqual(["Full table: 32.5 MiB · average chain when full 4.0"]);
  });

  test("says where the buckets are not the file's", () => {
    expect(titles(`${MAX} = 131072\n`)).toEqual([
      "Full table: 34 MiB · average chain when full 1.0 · with the largest default of 262,144 buckets",
    ]);
    expect(titles(`${MAX} = 131072\n`, optionsFor("memory=2G"))).toEqual([
      "Full table: 32.5 MiB · average chain when full 4.0 · with the default of 65,536 buckets",
    ]);
  });

  test("says up to where the table is reliable, where the hash table refuses before the limit", () => {
    // 6.18.44 held 40,556 of 100,000 flows in 1,024 buckets, 79.2 nodes in a chain. 0.1 % are refused from 18,174 on (Poisson).
    expect(titles(`${MAX} = 100000\n${BUCKETS} = 1024\n`)[0]).toMatch(
      / · average chain when full 79 · reliable up to 18,17\d of 100,000 entries$/,
    );
  });

  test("stands over the line that is in force", () => {
    const document = parse(`${MAX} = 131072\nnet/nf_conntrack_max = 262144\n`);
    expect(codeLenses(document, OPTIONS).map((lens) => textOf(document, lens))).toEqual(["net/nf_conntrack_max"]);
  });

  test.each(["", `${MAX} = 0\n`, `${MAX} = lots\n`, `${MAX} = {{ x }}\n`, `# ${MAX} = 5\n`, `${BUCKETS} = 1024\n`])("none for %j", (text) =>
    expect(titles(text)).toEqual([]),
  );
});

describe("status of the table", () => {
  test("the memory, with the hover's own words behind it", () => {
    const text = `${MAX} = 26|2144\n`;
    const { document, offset } = at(text);
    const status = tableStatus(document, OPTIONS);
    expect(status?.text).toBe("66 MiB");
    expect(status?.label).toBe(`Conntrack: ${status?.detail}`);
    const said = hover(document, offset, OPTIONS)?.markdown.replace(/\\(.)/g, "$1");
    expect(said).toContain(status?.detail);
  });

  test("of the kernel's default limit, where the memory tells it", () => {
    const text = "net.netfilter.nf_conntrack_acct = 1\n";
    expect(tableStatus(parse(text), OPTIONS)).toBeUndefined();
    // More than 4 GiB: 262,144 entries of 256 + 128 bytes, for the counters, in as many buckets of 8 bytes.
    const status = tableStatus(parse(text), optionsFor("memory=8G"));
    expect(status?.text).toBe("98 MiB");
    expect(status?.detail).toContain("The limit is the kernel's default");
  });

  test("none for files without conntrack settings, or without a limit", () => {
    expect(tableStatus(parse("kernel.panic = 10\n"), optionsFor("memory=8G"))).toBeUndefined();
    expect(tableStatus(parse(`${MAX} = 0\n`), optionsFor("memory=8G"))).toBeUndefined();
  });
});

describe("status of the target", () => {
  test("kernel, machine, and where they are from", () => {
    expect(targetStatus(parse(""), OPTIONS, "from default settings")).toEqual({
      text: "Linux 6.18",
      detail: "x86_64, memory unknown, from default settings",
      label: "Conntrack target: Linux 6.18, x86_64, memory unknown, from default settings",
    });
    expect(
      targetStatus(parse("\n# conntrack-target: arch=arm memory=8G hz=100 kernel=5.10.223\n"), OPTIONS, "from user settings"),
    ).toMatchObject({
      text: "Linux 5.10",
      detail: "arm, 8 GiB, HZ 100, from line 2 of the file",
    });
    expect(targetStatus(parse("# conntrack-target: memory=8G kernel=soon\n"), OPTIONS, "from user settings").detail).toBe(
      "x86_64, 8 GiB, from user settings",
    );
  });
});
