// The engine around the rules: severities, silencing, leading dashes, and what must stay silent.
import { describe, expect, test } from "vitest";
import { keyAt } from "../../../../src/core/kernel/at-target.ts";
import { allKeys } from "../../../../src/core/kernel/catalogue.ts";
import { computedDefault } from "../../../../src/core/kernel/default-value.ts";
import { defaultBuckets, defaultMax } from "../../../../src/core/kernel/hash-table.ts";
import { KNOWN_KERNELS } from "../../../../src/core/kernel/known-kernels.ts";
import { DEFAULT_TARGET, type KernelTarget } from "../../../../src/core/kernel/target.ts";
import { version } from "../../../../src/core/kernel/version.ts";
import { type LintOptions, lint } from "../../../../src/core/rules/engine/lint.ts";
import { APPLIERS } from "../../../../src/core/sysctl/applier.ts";
import { dotted } from "../../../../src/core/sysctl/key-path.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";

function rulesIn(text: string, options: Partial<LintOptions> = {}): readonly string[] {
  return lint(parse(text), { target: DEFAULT_TARGET, applier: "systemd", ...options }).map(
    ({ rule, severity, kernel }) => `${rule} ${severity} ${kernel}`,
  );
}

const GIB = 2 ** 30;
const RELEASES = [
  "2.6.18",
  "2.6.32",
  "3.10",
  "3.18",
  "4.4",
  "4.9",
  "4.14",
  "4.19",
  "5.4",
  "5.10",
  "5.15",
  "6.1",
  "6.2",
  "6.6",
  "6.12",
  "6.18",
  "7.0",
  "7.2",
];

describe("silence", () => {
  const machines = [...RELEASES, ...KNOWN_KERNELS.map((known) => known.version)].flatMap((kernel) =>
    [undefined, 64 * 2 ** 20, GIB, 2 * GIB, 8 * GIB, 256 * GIB].flatMap((memory) =>
      (["x86_64", "arm"] as const).map(
        (arch): KernelTarget => ({ kernel: version(kernel), arch, ...(memory === undefined ? {} : { memory }) }),
      ),
    ),
  );

  test.each(APPLIERS)("on a file with every default of every kernel, applied by %s", (applier) => {
    for (const target of machines) {
      const lines = allKeys()
        .filter((fact) => fact.sameAs === undefined && keyAt(fact, target).present === "yes" && keyAt(fact, target).writable === "yes")
        .flatMap((fact) => {
          const [only, ...others] = keyAt(fact, target).defaults;
          const value = only === "computed" ? computedDefault(fact, target) : only;
          // Up to 6.2 SCTP's shutdown timeouts were 0.3 s, which the key shows as 0: not a value one can write.
          return value === undefined || others.length > 0 || (value === 0 && fact.unit === "seconds")
            ? []
            : [`${dotted(fact.path)} = ${value}`];
        });
      const found = rulesIn(`${lines.join("\n")}\n`, { target, applier });
      expect([target.kernel.text, target.arch, target.memory, found]).toEqual([target.kernel.text, target.arch, target.memory, []]);
    }
  });

  test("on the kernel's own table, with or without hashsize=", () => {
    for (const target of machines) {
      const [max, buckets] = [defaultMax(target), defaultBuckets(target)];
      if (max !== undefined) expect(rulesIn(`net.netfilter.nf_conntrack_max = ${max}\n`, { target })).toEqual([]);
      if (max !== undefined && buckets !== undefined && target.kernel.release >= version("4.9").release) {
        expect(rulesIn(`net.netfilter.nf_conntrack_max = ${max}\nnet.netfilter.nf_conntrack_buckets = ${buckets}\n`, { target })).toEqual(
          [],
        );
      }
    }
  });

  // From 128 MiB on: with 64 MiB and a kernel before 5.15 its 16,384 entries do make chains of 32.
  test("on what OpenWrt ships", () => {
    const text = [
      "net.netfilter.nf_conntrack_acct=1",
      "net.netfilter.nf_conntrack_checksum=0",
      "net.netfilter.nf_conntrack_max=16384",
      "net.netfilter.nf_conntrack_tcp_timeout_established=7440",
      "net.netfilter.nf_conntrack_udp_timeout=60",
      "net.netfilter.nf_conntrack_udp_timeout_stream=180",
    ].join("\n");
    for (const kernel of ["5.4", "5.10", "5.15", "6.6", "6.12"]) {
      for (const memory of [128, 256, 512].map((mib) => mib * 2 ** 20)) {
        expect(
          rulesIn(text, { applier: "busybox", target: { kernel: version(kernel), arch: "arm", memory } }),
          `${kernel} ${memory}`,
        ).toEqual([]);
      }
      expect(rulesIn(text, { applier: "busybox", target: { kernel: version(kernel), arch: "arm" } })).toEqual([]);
    }
  });

  test("on other systems' files, vi's status line apart", () => {
    expect(
      rulesIn("kern.maxfiles=65536\nnet.inet.ip.forwarding=1\nhw.acpi.power_button_state=S5\nnet.core.somaxconn = 4096 # deep\n"),
    ).toEqual([]);
  });

  test("on placeholders of templates", () => {
    const lines = [
      "{% if conntrack %}",
      "net.netfilter.nf_conntrack_max = {{ max }}",
      "<%= key %> = 1",
      "net.netfilter.nf_conntrack_max = @@MAX@@",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of another language
      "net.netfilter.nf_conntrack_udp_timeout = ${timeout}",
      "{% endif %}",
    ];
    expect(rulesIn(lines.join("\n"))).toEqual([]);
  });
});

describe("severity", () => {
  test("a leading dash makes an error a hint", () => {
    expect(rulesIn("-net.netfilter.nf_conntrack_helper = 1\n")).toEqual(["unavailable-key hint refuses"]);
    expect(rulesIn("-net.netfilter.nf_conntrack_max = lots\n")).toEqual(["invalid-value hint refuses"]);
  });

  test("settings choose it, and switch rules off", () => {
    const text = "net.netfilter.nf_conntrack_count = 1\n";
    expect(rulesIn(text, { severities: { "read-only-key": "information" } })).toEqual(["read-only-key information refuses"]);
    expect(rulesIn(text, { severities: { "read-only-key": "off" } })).toEqual([]);
  });

  test("comments silence a rule for the next line or for the file", () => {
    expect(rulesIn("# conntrack-disable-next-line read-only-key, out-of-range\nnet.netfilter.nf_conntrack_count = 1\n")).toEqual([]);
    expect(rulesIn("# conntrack-disable-next-line out-of-range\nnet.netfilter.nf_conntrack_count = 1\n")).toEqual([
      "read-only-key error refuses",
    ]);
    expect(
      rulesIn("net.netfilter.nf_conntrack_count = 1\nnet.netfilter.nf_conntrack_count = 2\n;conntrack-disable-file: read-only-key\n"),
    ).toEqual([]);
  });
});

describe("targets", () => {
  test.each<[line: string, kernel: string, found: readonly string[]]>([
    // net.ipv4.netfilter.ip_conntrack_*: 4.8.15 has it, 4.9 has not.
    ["net.ipv4.netfilter.ip_conntrack_max = 65536", "4.8", []],
    ["net.ipv4.netfilter.ip_conntrack_max = 65536", "4.9", ["removed-key error refuses"]],
    // nf_conntrack_buckets: 0444 in 4.7.4, 0644 in 4.8.15.
    ["net.netfilter.nf_conntrack_buckets = 65536", "4.7", ["read-only-key error refuses"]],
    ["net.netfilter.nf_conntrack_buckets = 65536", "4.8", []],
    // nf_conntrack_helper: in 6.0-rc1, not in 6.0.19.
    ["net.netfilter.nf_conntrack_helper = 0", "5.19", []],
    ["net.netfilter.nf_conntrack_helper = 0", "6.1", ["unavailable-key error refuses"]],
    // DCCP: in 6.16.12, in no 6.17.
    ["net.netfilter.nf_conntrack_dccp_loose = 1", "6.14", []],
    ["net.netfilter.nf_conntrack_dccp_loose = 1", "6.16", []],
    ["net.netfilter.nf_conntrack_dccp_loose = 1", "6.17", ["unavailable-key error refuses"]],
    // max = 0: taken up to 6.18.44, refused by 7.0.0.
    ["net.netfilter.nf_conntrack_max = 0", "6.18", ["unlimited-table warning accepts"]],
    ["net.netfilter.nf_conntrack_max = 0", "6.19", ["out-of-range warning unknown"]],
    ["net.netfilter.nf_conntrack_max = 0", "7.0", ["out-of-range error refuses"]],
    // Timeouts: LONG_MAX / HZ in 4.9.337 (64 bits), INT_MAX / HZ in 4.14.67.
    ["net.netfilter.nf_conntrack_generic_timeout = 21474837", "4.9", ["out-of-range warning alters"]],
    ["net.netfilter.nf_conntrack_generic_timeout = 21474837", "4.14", ["out-of-range error refuses"]],
    ["net.netfilter.nf_conntrack_generic_timeout = 2147483", "6.18", []],
    ["net.netfilter.nf_conntrack_generic_timeout = 2147484", "6.18", ["out-of-range warning unknown"]],
    ["net.netfilter.nf_conntrack_generic_timeout = 21474836", "6.18", ["out-of-range warning unknown"]],
    ["net.netfilter.nf_conntrack_generic_timeout = 21474837", "6.18", ["out-of-range error refuses"]],
    // Switches took any int up to 4.19.72, 0 and 1 in 5.4.124.
    ["net.netfilter.nf_conntrack_acct = 2", "4.19", []],
    ["net.netfilter.nf_conntrack_acct = 2", "5.4", ["out-of-range error refuses"]],
    // events = 2 came with 5.19.
    ["net.netfilter.nf_conntrack_events = 2", "5.18", ["out-of-range error refuses"]],
    ["net.netfilter.nf_conntrack_events = 2", "5.19", []],
    // A vendor kernel that takes features from later ones: nothing is sure.
    ["net.netfilter.nf_conntrack_gre_timeout = 60", "4.18.0-553.el8", ["unavailable-key information unknown"]],
  ])("%s on %s: %j", (line, kernel, found) => {
    expect(rulesIn(`${line}\n`, { target: { kernel: version(kernel), arch: "x86_64" } })).toEqual(found);
  });
});

describe("bucket-ratio", () => {
  const text = (max: number, buckets?: number): string =>
    `net.netfilter.nf_conntrack_max = ${max}\n${buckets === undefined ? "" : `net.netfilter.nf_conntrack_buckets = ${buckets}\n`}`;
  const speaks = (content: string, kernel: string, memory?: number): boolean =>
    rulesIn(content, {
      target: { kernel: version(kernel), arch: "x86_64", ...(memory === undefined ? {} : { memory }) },
      severities: { "memory-budget": "off" },
    }).some((found) => found.startsWith("bucket-ratio"));

  test("older kernels: a mean chain above 16", () => {
    expect(speaks(text(8 * 65536, 65536), "5.10")).toBe(false); // 2 x 8 = 16
    expect(speaks(text(8 * 65536 + 512, 65536), "5.10")).toBe(true);
  });

  test("kernels with an insert limit: more than 0.1 % refused", () => {
    // hashsize= gives max = 8 x buckets, a mean chain of 16: fine with 50..79, refused with 8..31.
    expect(speaks(text(8 * 16384, 16384), "6.18")).toBe(false);
    expect(speaks(text(8 * 16384, 16384), "5.15.41")).toBe(true);
    // The patch level decides and is not known: no verdict.
    expect(speaks(text(8 * 16384, 16384), "5.15")).toBe(false);
    // Measured on 6.18.44: 1,024 buckets hold 40,556 of 100,000 flows.
    expect(speaks(text(100_000, 1024), "6.18")).toBe(true);
  });

  test("without buckets, the default for the memory counts, or else the largest one", () => {
    // 5.10 with 2 GiB: 16,384 buckets; 16 x 16,384 / 2 = 131,072.
    expect(speaks(text(131_072), "5.10", 2 * GIB)).toBe(false);
    expect(speaks(text(262_144), "5.10", 2 * GIB)).toBe(true);
    // Memory unknown: 65,536 buckets at most; 524,288 is where the chain passes 16.
    expect(speaks(text(524_288), "5.10")).toBe(false);
    expect(speaks(text(1_048_576), "5.10")).toBe(true);
  });
});

describe("misplaced-key", () => {
  test("any one underscore of any key that is a dot or a hyphen is told, in a file by itself too", () => {
    const target: KernelTarget = { ...DEFAULT_TARGET, kernel: version("7.2") };
    const home = "net/netfilter/";
    const names = allKeys()
      .filter((key) => key.path.startsWith(home) && keyAt(key, target).present !== "no")
      .map(({ path }) => path.slice(home.length));
    expect(names.length).toBeGreaterThan(40);
    for (const name of names) {
      for (const { index } of name.matchAll(/_/g)) {
        for (const other of [".", "-"]) {
          const text = `${dotted(home)}${name.slice(0, index)}${other}${name.slice(index + 1)} = 1\n`;
          expect([text, rulesIn(text, { target, applier: "procps" })]).toEqual([text, ["misplaced-key error refuses"]]);
        }
      }
    }
  });
});
