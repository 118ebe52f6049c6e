// Settings written into a sysctl.conf: in place, or in a block at the end; everything else as it was.
import { describe, expect, it } from "vitest";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import type { Setting } from "../../../../src/core/plan/model/settings.ts";
import { writeSettings } from "../../../../src/core/plan/write-settings.ts";
import type { Applier } from "../../../../src/core/sysctl/applier.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";
import { applyEdits } from "../../../../src/core/text/span.ts";

const MAX: Setting = { path: "net/netfilter/nf_conntrack_max", value: 524288 };
const BUCKETS: Setting = { path: "net/netfilter/nf_conntrack_buckets", value: 262144 };

const OPTIONS = { target: DEFAULT_TARGET, applier: "systemd" } as const;

function written(text: string, settings: readonly Setting[] = [MAX, BUCKETS]): string {
  const { edits } = writeSettings(parse(text), settings, OPTIONS);
  return applyEdits(text, edits);
}

const HEADING = "# Connection tracking, sized by Conntrack Planner";

describe("in place", () => {
  it("keeps order, comments, spelling and the note behind a value", () => {
    const text =
      "# mine\nnet/netfilter/nf_conntrack_max=1000   # for the old box\n\n; more\nkernel.panic = 5\n-net.netfilter.nf_conntrack_buckets =  512\n";
    expect(written(text)).toBe(
      "# mine\nnet/netfilter/nf_conntrack_max=524288   # for the old box\n\n; more\nkernel.panic = 5\n-net.netfilter.nf_conntrack_buckets =  262144\n",
    );
  });

  it("leaves a value that says so already, however it is written", () => {
    const text = "net.netfilter.nf_conntrack_max = 0x80000\nnet.netfilter.nf_conntrack_buckets = 262144\n";
    expect(writeSettings(parse(text), [MAX, BUCKETS], OPTIONS)).toEqual({
      edits: [],
      changed: [],
      added: [],
      templated: [],
      ineffective: [],
    });
  });

  it("brings every repeat and both names to the value, so that no program's last one differs", () => {
    const text = "net.netfilter.nf_conntrack_max = 1\nnet.nf_conntrack_max = 2\nnet.netfilter.nf_conntrack_max = 524288\n";
    expect(written(text, [MAX])).toBe(
      "net.netfilter.nf_conntrack_max = 524288\nnet.nf_conntrack_max = 524288\nnet.netfilter.nf_conntrack_max = 524288\n",
    );
  });

  it("replaces what is no number, and fills what is empty", () => {
    expect(written("net.netfilter.nf_conntrack_max = yes please\n", [MAX])).toBe("net.netfilter.nf_conntrack_max = 524288\n");
    expect(written("net.netfilter.nf_conntrack_max =\n", [MAX])).toBe("net.netfilter.nf_conntrack_max = 524288\n");
  });

  it("does not touch what a template writes, nor add beside it", () => {
    const text = "net.netfilter.nf_conntrack_max = {{ max }}\n";
    expect(writeSettings(parse(text), [MAX], OPTIONS)).toEqual({
      edits: [],
      changed: [],
      added: [],
      templated: [MAX.path],
      ineffective: [],
    });
  });
});

describe("what is missing", () => {
  it.each([
    ["", `${HEADING}\nnet.netfilter.nf_conntrack_max = 524288\n`],
    ["kernel.panic = 5\n", `kernel.panic = 5\n\n${HEADING}\nnet.netfilter.nf_conntrack_max = 524288\n`],
    ["kernel.panic = 5", `kernel.panic = 5\n\n${HEADING}\nnet.netfilter.nf_conntrack_max = 524288\n`],
    ["kernel.panic = 5\n\n", `kernel.panic = 5\n\n${HEADING}\nnet.netfilter.nf_conntrack_max = 524288\n`],
    ["a=1\r\n", `a=1\r\n\r\n${HEADING}\r\nnet.netfilter.nf_conntrack_max=524288\r\n`],
    ["\ufeffnet/a=1\n", `\ufeffnet/a=1\n\n${HEADING}\nnet/netfilter/nf_conntrack_max=524288\n`],
  ])("joins %j in its own style", (text, expected) => {
    expect(written(text, [MAX])).toBe(expected);
  });

  it("joins the block of an earlier time", () => {
    const once = written("a = 1\n", [MAX]);
    expect(written(`${once}# below\n`, [MAX, BUCKETS])).toBe(
      `a = 1\n\n${HEADING}\nnet.netfilter.nf_conntrack_max = 524288\nnet.netfilter.nf_conntrack_buckets = 262144\n# below\n`,
    );
  });
});

describe("what is in force afterwards", () => {
  const after = (text: string, applier: Applier) => {
    const { edits, ineffective } = writeSettings(parse(text), [MAX], { target: DEFAULT_TARGET, applier });
    return [applyEdits(text, edits), ineffective];
  };
  const KEY = "net.netfilter.nf_conntrack_max";

  it("is the value, behind an exclusion too", () => {
    expect(after(`${KEY} = 1\n-${KEY}\n`, "systemd")).toEqual([`${KEY} = 524288\n-${KEY}\n\n${HEADING}\n${KEY} = 524288\n`, []]);
    expect(after(`${KEY} = 1\n-${KEY}\n`, "procps")).toEqual([`${KEY} = 524288\n-${KEY}\n`, []]);
  });

  it("is said to be another where a line that is refused ends the program before", () => {
    const text = `net.netfilter.nf_conntrack_acct = yes\n${KEY} = 1\n`;
    expect(after(text, "busybox")).toEqual([`net.netfilter.nf_conntrack_acct = yes\n${KEY} = 524288\n`, [MAX.path]]);
    expect(after(text, "procps")).toEqual([`net.netfilter.nf_conntrack_acct = yes\n${KEY} = 524288\n`, []]);
  });
});
