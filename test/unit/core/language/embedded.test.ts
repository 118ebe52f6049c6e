// Completions and hints at a place of a text of another language. `|` is the cursor.
import { describe, expect, test } from "vitest";
import type { EmbeddedKind } from "../../../../src/core/embedded/document.ts";
import { readEmbedded } from "../../../../src/core/embedded/index.ts";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { completeEmbedded, inlayHintsEmbedded } from "../../../../src/core/language/embedded-at.ts";
import { completeUnfinished } from "../../../../src/core/language/unfinished-key.ts";
import { keyPath } from "../../../../src/core/sysctl/key-path.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";
import { applyEdits } from "../../../../src/core/text/span.ts";

const options = { target: DEFAULT_TARGET, applier: "systemd" } as const;

function completed(kind: EmbeddedKind, marked: string, label: string): string | undefined {
  const text = marked.replace("|", "");
  const item = completeEmbedded(readEmbedded(text, kind), marked.indexOf("|"), options).find((one) => one.label === label);
  return item && applyEdits(text, [{ ...item.replace, text: item.insert }]);
}

const KEY = "net.netfilter.nf_conntrack_tcp_timeout_established";

describe("a key", () => {
  test.each<[EmbeddedKind, string, string]>([
    ["shell", "sysctl -w net.netfilter.nf_conntrack_tcp|=86400\n", `sysctl -w ${KEY}=86400\n`],
    ["shell", "sysctl -w 'net.netfilter.nf_conntrack_tcp|=86400'\n", `sysctl -w '${KEY}=86400'\n`],
    [
      "yaml",
      '- ansible.posix.sysctl:\n    name: net.netfilter.nf_conntrack_tcp|\n    value: "86400"\n',
      `- ansible.posix.sysctl:\n    name: ${KEY}\n    value: "86400"\n`,
    ],
    ["nix", '{ boot.kernel.sysctl."net.netfilter.nf_conntrack_tcp|" = 86400; }\n', `{ boot.kernel.sysctl."${KEY}" = 86400; }\n`],
    ["dockerfile", "FROM a\nRUN sysctl -w net.netfilter.nf_conntrack_tcp|=86400\n", `FROM a\nRUN sysctl -w ${KEY}=86400\n`],
  ])("%s: %j", (kind, marked, whole) => {
    expect(completed(kind, marked, KEY)).toBe(whole);
  });

  test("nothing but the key is replaced, and only where one stands", () => {
    const text = `cd /; sysctl -w ${KEY}=86400\n`;
    expect(completeEmbedded(readEmbedded(text, "shell"), 2, options)).toEqual([]);
    for (const { kind } of completeEmbedded(readEmbedded(text, "shell"), 30, options)) expect(["segment", "key", "value"]).toContain(kind);
  });
});

describe("a key without a value yet", () => {
  const finished = (marked: string): string | undefined => {
    const line = marked.replace("|", "");
    const item = completeUnfinished(line, marked.indexOf("|"), 0, options).find(({ label }) => label === KEY || label === keyPath(KEY));
    return item && applyEdits(line, [{ ...item.replace, text: item.insert }]);
  };

  test.each([
    ["sysctl -w net.netfilter.nf_conn|", `sysctl -w ${KEY}`],
    ["sudo sysctl -qw 'net.netfilter.|' 'a.b=1'", `sudo sysctl -qw '${KEY}' 'a.b=1'`],
    ["RUN sysctl -w net/netfilter/|", `RUN sysctl -w ${keyPath(KEY)}`],
    ["      - net.netfilter.nf_|tra # Compose", `      - ${KEY} # Compose`],
    ['    "net.netfilter.nf_|": 1', `    "${KEY}": 1`],
    ["    name: net.|", `    name: ${KEY}`],
    ['  boot.kernel.sysctl."net.|"', `  boot.kernel.sysctl."${KEY}"`],
  ])("%s", (marked, whole) => {
    expect(finished(marked)).toBe(whole);
  });

  test.each(["image: docker.io/net/|", "# sysctl -w net.netfilter.|", "echo see net.netfilter.|", "  host: example.net.|", "sysctl -w |"])(
    "none: %s",
    (marked) => {
      expect(completeUnfinished(marked.replace("|", ""), marked.indexOf("|"), 0, options)).toEqual([]);
    },
  );
});

describe("a value", () => {
  test.each<[EmbeddedKind, string]>([
    ["shell", `sysctl -w ${KEY}=1|\n`],
    ["yaml", `sysctls:\n  ${KEY}: "1|"\n`],
    ["nix", `{ boot.kernel.sysctl."${KEY}" = lib.mkForce 1|; }\n`],
  ])("%s: %j", (kind, marked) => {
    expect(completed(kind, marked, "432000")).toBe(marked.replace("1|", "432000"));
  });

  test("none where a template makes it", () => {
    expect(completeEmbedded(readEmbedded(`${KEY}: "{{ t }}"\n`, "yaml"), 58, options)).toEqual([]);
  });
});

describe("hints", () => {
  const hints = (text: string, kind: EmbeddedKind, span = { start: 0, end: text.length }) =>
    inlayHintsEmbedded(parse(text), readEmbedded(text, kind), span, options).map(({ offset, label }) => [text.slice(0, offset), label]);

  test("stand behind the value, and behind its quote", () => {
    const shell = `sysctl -w ${KEY}=7440 # ours\n`;
    expect(hints(shell, "shell")).toEqual([[`sysctl -w ${KEY}=7440`, "2 h 4 min"]]);
    const yaml = `sysctls:\n  ${KEY}: "7440"\n`;
    expect(hints(yaml, "yaml")).toEqual([[`sysctls:\n  ${KEY}: "7440"`, "2 h 4 min"]]);
  });

  test("only of the span, and none for what is computed", () => {
    const text = `sysctl -w ${KEY}=7440\nsysctl -w ${KEY}=$T\n`;
    expect(hints(text, "shell", { start: text.indexOf("\n") + 1, end: text.length })).toEqual([]);
    expect(hints(text, "shell")).toHaveLength(1);
  });
});
