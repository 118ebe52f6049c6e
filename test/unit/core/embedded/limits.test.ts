// Texts that hand one text on to many readers, or are of more settings than anybody has: what is read ends, and that is told.
import { describe, expect, test, vi } from "vitest";
import { readEmbedded } from "../../../../src/core/embedded/index.ts";
import { settingsIn } from "../../../../src/core/embedded/inventory.ts";
import { embeddedKind } from "../../../../src/core/embedded/kind.ts";
import { shellSteps } from "../../../../src/core/embedded/shell/commands.ts";
import { Source } from "../../../../src/core/embedded/source.ts";
import { TOO_MUCH } from "../../../../src/core/text/limits.ts";
import { TOO_MUCH_STRUCTURE } from "../../../../src/core/text/structure.ts";
import { listed } from "./read.ts";

const SETTING = "net.netfilter.nf_conntrack_max = 1\n";

test("a file of more settings than are read", () => {
  const found = readEmbedded(`cat > /etc/sysctl.d/a.conf <<EOF\n${SETTING.repeat(150_010)}EOF\n`, "shell");
  expect(settingsIn(found)).toHaveLength(150_000);
  expect(found.left).toEqual([TOO_MUCH.settings]);
});

test("more commands than are judged, each by itself", () => {
  const found = readEmbedded("sysctl -w net.netfilter.nf_conntrack_max=1\n".repeat(25_010), "shell");
  expect(found.parts).toHaveLength(25_000);
  expect(found.left).toEqual([TOO_MUCH.settings]);
});

describe("a text is read within itself only so often", () => {
  const body = `${"# comment\n".repeat(20_000)}${SETTING}`;

  test("by the commands of a pipe", () => {
    const { left, parts } = readEmbedded(`cat <<EOF ${"| tee /etc/sysctl.d/a.conf ".repeat(2000)}> /dev/null\n${body}EOF\n`, "shell");
    expect(left).toEqual([TOO_MUCH.readings]);
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.length).toBeLessThan(20);
  });

  test("by shells that are each given it", () => {
    const { left } = readEmbedded(`sh -c 'cat; ${"sh; ".repeat(2000)}' <<EOF\n${body.replaceAll("# comment", "sh")}EOF\n`, "shell");
    expect(left).toEqual([TOO_MUCH.readings]);
  });

  test("by brackets in brackets, each of which would pass on all that the inner ones write", () => {
    const { left } = readEmbedded(`${"{ echo nf_conntrack; ".repeat(20_000)}${"}\n".repeat(20_000)}`, "shell");
    expect(left).toEqual([TOO_MUCH.readings]);
  });

  test("and nothing is left out of what people write", () => {
    const script = `sudo sh -c 'sh -c "sysctl -w net.netfilter.nf_conntrack_max=1"'\n`.repeat(1000);
    const { left, parts } = readEmbedded(script, "shell");
    expect(left).toEqual([]);
    expect(parts).toHaveLength(1000);
  });
});

test("a format is used again only so often, and that is told", () => {
  const lines = listed("shell", `printf 'net.netfilter.nf_conntrack_max=%s\\n' 1 2 3 > /etc/sysctl.d/a.conf\n`);
  expect(lines).toEqual(["max=1 file machine", "max=2 file machine", "max=3 file machine"]);
  const { parts, left } = readEmbedded(
    `printf '${SETTING.trim()}%s${"x".repeat(90_000)}' ${"1 ".repeat(500)} > /etc/sysctl.d/a.conf\n`,
    "shell",
  );
  expect(parts.flatMap((part) => part.lines)).toHaveLength(1);
  expect(left).toEqual([TOO_MUCH.readings]);
  const many = readEmbedded(`printf 'net.netfilter.nf_conntrack_max=%s\\n' ${"1 ".repeat(2000)} > /etc/sysctl.d/a.conf\n`, "shell");
  expect([many.left, settingsIn(many).length]).toEqual([[], 2000]);
});

describe("a parser of YAML is not given what it would take seconds and a gigabyte for", () => {
  test.each([
    ["words", `a: [${"a,".repeat(450_000)}a] # nf_conntrack\n`],
    ["words without a value", `a: [${"a:,".repeat(300_000)}a] # nf_conntrack\n`],
    ["lines", `a:\n${"- a\n".repeat(225_000)}`],
    ["brackets", `a: ${"[".repeat(2000)}${"]".repeat(2000)}\n`],
    ["characters", `a: ${"a".repeat(1_000_000)}\n`],
  ])("too many %s: the lines are scanned, and that is told", (_, text) => {
    const found = readEmbedded(`${text}b:\n  net.netfilter.nf_conntrack_max: 5\n`, "yaml");
    expect(found.left).toEqual([TOO_MUCH_STRUCTURE]);
    expect(settingsIn(found).map(({ key, value }) => `${key} ${value}`)).toEqual(["net.netfilter.nf_conntrack_max 5"]);
  });

  test("a large one of few words is parsed", () => {
    const found = readEmbedded(`a: ${"a".repeat(900_000)}\nb:\n- sysctl: { name: net.netfilter.nf_conntrack_max, value: 5 }\n`, "yaml");
    expect([found.left, settingsIn(found).length]).toEqual([[], 1]);
  });
});

test("words of a script are not all there at once: they would take a hundred times its size", () => {
  const build = vi.spyOn(Source, "build");
  const [first] = shellSteps(Source.of(`cat <<EOF; ${"sysctl -w a=1\n".repeat(1000)}EOF\n`));
  expect(first).toMatchObject({ kind: "command", redirections: [{ body: { source: { text: "sysctl -w a=1\n".repeat(999) } } }] });
  expect(build.mock.calls.length).toBeLessThan(10);
  build.mockRestore();
});

test("no name of a file is taken for a word of the program's own", () => {
  for (const name of ["constructor", "toString", "a.constructor", "a.__proto__", "a.valueOf.j2"])
    expect(embeddedKind(name)).toBeUndefined();
});
