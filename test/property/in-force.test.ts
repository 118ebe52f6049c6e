// One answer: whatever a file holds and whoever applies it, all surfaces name the same value in force for every key, and the
// findings of the file alone are those of a tree that holds nothing else. RUNS sets another number (npm run fuzz).
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linesOf, statementsOf } from "../../src/core/boot/appliers/lines.ts";
import { KNOWN_KERNELS } from "../../src/core/kernel/known-kernels.ts";
import { DEFAULT_TARGET } from "../../src/core/kernel/target.ts";
import { readTargetPart } from "../../src/core/kernel/target-words.ts";
import { APPLIERS } from "../../src/core/sysctl/applier.ts";
import { parse } from "../../src/core/sysctl/parse.ts";
import { type Asked, findingsAlone, findingsInTree, saidBy, surfaces, treeOfOne } from "../surfaces.ts";
import { documents } from "./documents.ts";

const runs = Number(process.env["RUNS"] ?? 500);

/** Few keys and many lines, so that they meet each other: names, patterns, exclusions, and every way to end a line. */
const PIECES = [
  "net.netfilter.nf_conntrack_max",
  "net.nf_conntrack_max",
  "net/netfilter/nf_conntrack_max",
  "net/netfilter.nf_conntrack_max",
  "net.netfilter.nf_conntrack_buckets",
  "net.netfilter.nf_conntrack_acct",
  "net.netfilter.nf_conntrack_udp_timeout",
  "net.netfilter.nf_conntrack_frag6_low_thresh",
  "net.netfilter.nf_conntrack_frag6_high_thresh",
  "net.netfilter.nf_conntrack_ma?",
  "net.netfilter.nf_conntrack_*",
  "net.*.nf_conntrack_[um]*",
  "net.ipv4.tcp_keepalive_time",
  "net.netfilter.nf_conntrack_tcp.be_liberal",
  "net.netfilter.nf.conntrack_max",
  "net/netfilter/nf-conntrack_acct",
  "net.netfilter.ip_conntrack_max",
  "net.ipv4.netfilter.ip_conntrack_max",
  "net.netfilter.nf_contrack_max",
  "netnetfilter.nf_conntrack_max",
  "net.nf_conntrack.max",
  "net.netfilter.hashsize",
  "net.netfilter.nf_conntrack_tcp_timeout_established",
];
const VALUES = [
  "262144",
  "131072",
  "524288",
  "0x1000",
  "010",
  "0",
  "-1",
  "1",
  "6000000",
  "2000000",
  "64k",
  "yes",
  "",
  "{{ x }}",
  "7 # note",
];
const BREAKS = ["\n", "\n", "\n", "\n", "\r\n", "\r", "\0", "\\\n", "\n\n"];

const line = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom("", "", "", "-", "- ", "\t"),
        fc.constantFrom(...PIECES),
        fc.constantFrom(" = ", "=", "\v=\v", " =\t"),
        fc.constantFrom(...VALUES),
      )
      .map((parts) => parts.join("")),
  },
  { weight: 1, arbitrary: fc.constantFrom(...PIECES).map((key) => `-${key}`) },
  { weight: 1, arbitrary: fc.constantFrom("# note", "; note", "# note \\", "", "junk", "{% if x %}", "# conntrack-target: kernel=5.10") },
);

const crowded = fc
  .tuple(fc.constantFrom("", "", "", "\ufeff"), fc.array(fc.tuple(line, fc.constantFrom(...BREAKS)), { maxLength: 10 }))
  .map(([mark, lines]) => mark + lines.flat().join(""));

const kernels = KNOWN_KERNELS.map(({ version }) => version).filter((version) => !version.startsWith("2."));
const asked: fc.Arbitrary<Asked> = fc.record({
  text: fc.oneof(crowded, documents),
  applier: fc.constantFrom(...APPLIERS),
  target: fc
    .constantFrom(...kernels)
    .map((kernel) => ({ ...DEFAULT_TARGET, hz: 250, memory: 8 * 2 ** 30, ...readTargetPart("kernel", kernel).part })),
});

describe("any document, whoever applies it", () => {
  test("every surface names the same value in force", { timeout: Math.max(60_000, runs * 10) }, async () => {
    await fc.assert(
      fc.asyncProperty(asked, async (one) => {
        const truth = saidBy(await treeOfOne(one));
        for (const [surface, said] of Object.entries(surfaces(one)))
          expect([surface, said]).toEqual([surface, Object.fromEntries(Object.keys(said).map((path) => [path, truth[path]]))]);
      }),
      { numRuns: runs },
    );
  });

  test("the file alone has the findings of a tree that holds nothing else", { timeout: Math.max(60_000, runs * 10) }, async () => {
    await fc.assert(
      fc.asyncProperty(asked, async (one) => {
        expect(findingsAlone(one)).toEqual(findingsInTree(await treeOfOne(one)));
      }),
      { numRuns: runs },
    );
  });

  test("lines read by themselves are read as in the whole file", { timeout: Math.max(60_000, runs * 10) }, () => {
    fc.assert(
      fc.property(asked, ({ text, applier }) => {
        const document = parse(text);
        const all = statementsOf(applier, document, ({ kind }) => kind === "setting" || kind === "exclusion").all;
        const whole = linesOf(applier, { reading: { text } }).all;
        // A line that the parser makes nothing of is none of the wanted; the applier may see one in it.
        const wanted = whole.filter(({ line: number }) => {
          const { kind } = document.lines[number] ?? { kind: "blank" };
          return kind === "setting" || kind === "exclusion";
        });
        const isSame = all.length === whole.length;
        expect(all.map(essence)).toEqual((isSame ? whole : wanted).map(essence));
      }),
      { numRuns: runs * 5 },
    );
  });
});

function essence(statement: ReturnType<typeof linesOf>["all"][number]): unknown {
  const { kind, key, line: number, start, end } = statement;
  if (kind === "exclude") return { kind, key, number, start, end };
  const { value, ignoreFailure, placeholder, keySpan, valueSpan } = statement;
  const spans = [keySpan.start, keySpan.end, valueSpan.start, valueSpan.end];
  return { kind, key, number, start, end, value, ignoreFailure, placeholder, spans };
}
