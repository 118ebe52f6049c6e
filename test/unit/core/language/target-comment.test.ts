import { describe, expect, test } from "vitest";
import { targetStatus } from "../../../../src/core/language/status.ts";
import { kernelWord, readTargetWords, targetWords, writeTargetKernel } from "../../../../src/core/language/target-comment.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";
import { after, OPTIONS } from "./cursor.ts";

describe("target kernel in the file", () => {
  test.each([
    ["", "# conntrack-target: kernel=5.10\n"],
    ["a.b = 1\r\n", "# conntrack-target: kernel=5.10\r\na.b = 1\r\n"],
    ["\ufeffa.b = 1\n", "\ufeff# conntrack-target: kernel=5.10\na.b = 1\n"],
    ["# x\n# conntrack-target: kernel=6.18 memory=8G\n", "# x\n# conntrack-target: kernel=5.10 memory=8G\n"],
    ["# conntrack-target: kernel=soon\n", "# conntrack-target: kernel=5.10\n"],
    ["# conntrack-target: memory=8G\n", "# conntrack-target: kernel=5.10 memory=8G\n"],
    ["# conntrack-target:\n", "# conntrack-target: kernel=5.10\n"],
    ["# conntrack-target: \n", "# conntrack-target: kernel=5.10\n"],
    // Behind a reason nothing counts.
    ["# conntrack-target:# kernel=6.18\n", "# conntrack-target: kernel=5.10\n# conntrack-target:# kernel=6.18\n"],
    ["# conntrack-target: -- soon\n", "# conntrack-target: kernel=5.10\n# conntrack-target: -- soon\n"],
    ["# conntrack-target: # conntrack-target:\n", "# conntrack-target: kernel=5.10\n# conntrack-target: # conntrack-target:\n"],
    ["# conntrack-target: -- soon\n# conntrack-target:\n", "# conntrack-target: -- soon\n# conntrack-target: kernel=5.10\n"],
    // The last one counts.
    [
      "# conntrack-target: kernel=4.4\n# conntrack-target: kernel=6.1\n",
      "# conntrack-target: kernel=4.4\n# conntrack-target: kernel=5.10\n",
    ],
    ["# conntrack-target: kernel=5.10\n", "# conntrack-target: kernel=5.10\n"],
  ])("%j", (text, result) => {
    const document = parse(text);
    expect(after(document, writeTargetKernel(document, "5.10"))).toBe(result);
    expect(targetStatus(parse(result), OPTIONS, "settings").text).toBe("Linux 5.10");
  });

  test.each([
    ["5.10", "5.10"],
    [" 6.1.0-50-amd64 #1 SMP", "6.1.0-50-amd64"],
    ["5.14.0-427.el9,", "5.14.0-427.el9"],
    ["v6.18", "v6.18"],
    ["newest", undefined],
    ["", undefined],
  ])("%j is the kernel %j", (typed, word) => expect(kernelWord(typed)).toBe(word));
});

describe("a target in words", () => {
  test.each(["kernel=6.18 arch=x86_64", "kernel=5.14.0-427.el9 arch=arm hz=100 memory=8589934592"])("%s", (words) =>
    expect(targetWords(readTargetWords(words))).toBe(words),
  );

  test("is the default one where nothing is understood", () => {
    expect(targetWords(readTargetWords("kernel=soon \n x"))).toBe("kernel=6.18 arch=x86_64");
  });
});
