// Causes that are told without a table, over whatever counters, refusals and namespaces say: none proposes a value that could
// hurt, and none says more than was read.
import { describe, expect, test } from "vitest";
import { diagnose } from "../../src/core/diagnosis/diagnose.ts";
import type { Configured } from "../../src/core/evidence/configured.ts";
import type { Evidence } from "../../src/core/evidence/evidence.ts";
import type { RefusalReason, RefusedSetting } from "../../src/core/evidence/log/refusals.ts";
import type { NamespacesReading } from "../../src/core/evidence/namespaces/namespace.ts";
import { changesBetween } from "../../src/core/evidence/statistics/rates.ts";
import { counters, host, logOf } from "../unit/core/diagnosis/situations.ts";

const MAX = "net/netfilter/nf_conntrack_max";
const BUCKETS = "net/netfilter/nf_conntrack_buckets";
const AMOUNTS = [0, 1, 40, 5000];
const GIB = 2 ** 30;

interface Counted {
  readonly drop: number;
  readonly early: number;
  readonly failed: number;
  readonly long: number;
}

const counted: readonly Counted[] = AMOUNTS.flatMap((drop) =>
  AMOUNTS.flatMap((early) => AMOUNTS.flatMap((failed) => AMOUNTS.map((long) => ({ drop, early, failed: Math.max(failed, long), long })))),
);
const read = ({ drop, early, failed, long }: Counted): NonNullable<Evidence["statistics"]> =>
  counters(`found=1 invalid=${drop * 3} insert_failed=${failed} drop=${drop} early_drop=${early} chaintoolong=${long}`);
const NOTHING = counters("found=1 invalid=0 insert_failed=0 drop=0 early_drop=0 chaintoolong=0");

function settings(evidence: Evidence): readonly { readonly id: string; readonly key: string; readonly value: number }[] {
  const { causes, plan } = diagnose(evidence);
  return [
    ...causes.flatMap(({ id, steps }) => steps.flatMap((step) => (step.kind === "set" ? [{ id, key: step.key, value: step.value }] : []))),
    ...(plan?.settings ?? []).map(({ key, value }) => ({ id: "plan", key, value })),
  ];
}

describe("counters alone", () => {
  test("propose no value but more buckets, and those only where chains were too long", () => {
    for (const one of counted)
      for (const evidence of [{ statistics: read(one) }, { statistics: read(one), changes: changesBetween(NOTHING, read(one), 10) }]) {
        for (const { id, key } of settings(evidence)) expect([one, id, key]).toEqual([one, "hash-too-small", BUCKETS]);
        expect(settings(evidence).length === 0 || one.long > 0).toBe(true);
      }
  });

  test("call the table full by early_drop and by nothing else", () => {
    for (const one of counted) {
      const { verdict, causes } = diagnose({ statistics: read(one) });
      expect([one, /table was full/.test(verdict)]).toEqual([one, one.early > 0]);
      if (one.early === 0) expect([one, causes.map(({ id }) => id)]).toEqual([one, expect.not.arrayContaining(["max-too-low"])]);
      if (one.drop + one.early + one.failed === 0) expect(causes).toEqual([]);
    }
  });

  test("of a host never lower its limit or its buckets, whatever its memory", () => {
    for (const memory of [0.125 * GIB, 2 * GIB, 512 * GIB])
      for (const max of [1024, 65_536, 4_194_304]) {
        const own = host({ memory, max, count: max, buckets: max, values: { [MAX]: max, [BUCKETS]: max } });
        for (const one of counted.filter((_, index) => index % 5 === 0))
          for (const { key, value } of settings({ statistics: read(one), host: own }))
            expect([memory, max, one, key, value >= max]).toEqual([memory, max, one, key, true]);
      }
  });
});

const REASONS: readonly RefusalReason[] = ["missing", "invalid", "denied", "read-only", "unknown"];
const KEYS = [MAX, BUCKETS, "net/netfilter/nf_conntrack_tcp_timeout_established", "hashsize", "net/netfilter/nf_conntrack_no_such"];
const FILES = ["/etc/sysctl.d/90-ct.conf", "/etc/sysctl.d/it's; reboot.conf", "/etc/sysctl.d/$(id).conf"];
const refusal = (key: string, value: string | null, reason: RefusalReason): RefusedSetting => ({
  ...{ key, value, reason, time: null, lines: 1, sample: `${key}: ${reason}` },
});
const asked = (file: string, path: string, text: string): Configured => ({
  ...{ applier: "systemd-sysctl", loader: null, later: [], left: [] },
  settings: [{ file, line: 1, path, text, fate: "wins", leaves: Number(text), by: null }],
});

describe("settings that were not applied", () => {
  const cases = REASONS.flatMap((reason) =>
    KEYS.flatMap((key) => FILES.flatMap((file) => [null, "1", "524288"].map((value) => ({ reason, key, file, value })))),
  );

  test.each([undefined, true, false])("are told, and nothing is proposed to be set (full: %s)", (isFull) => {
    for (const { reason, key, file, value } of cases) {
      const evidence = {
        refused: [refusal(key, value, reason)],
        configured: asked(file, key, value ?? "7"),
        statistics: isFull === undefined ? undefined : counters(`drop=${isFull ? 90 : 0} early_drop=${isFull ? 90 : 0}`),
      };
      const cause = diagnose(evidence).causes.find(({ id }) => id === "setting-not-applied");
      expect([reason, key, cause?.confidence]).toEqual([reason, key, "certain"]);
      for (const step of cause?.steps ?? []) {
        expect(["advice", "read"]).toContain(step.kind);
        // A name of a file is one word to the shell, whatever stands in it.
        if (step.kind === "read" && step.command.includes(".conf")) expect(step.command).toMatch(/ (?:[\w./@+-]+|'(?:[^']|'\\'')*')$/);
      }
    }
  });

  test("are none where what was asked for runs all the same", () => {
    for (const { reason, key, value } of cases) {
      if (value === null || key === "hashsize") continue;
      const evidence = { refused: [refusal(key, value, reason)], host: host({ values: { [key]: Number(value) } }) };
      expect(diagnose(evidence).causes.map(({ id }) => id)).not.toContain("setting-not-applied");
    }
  });
});

const namespaces = (count: number, dropped: number): NamespacesReading => ({
  ...{ max: 65_536, unreadable: 0, leftOut: 0, hidden: false },
  namespaces: [
    {
      ...{ inode: "4026531840", mounts: [], container: null, process: { pid: 1, name: "init" }, processes: 9, own: true },
      ...{ count: 300, statistics: NOTHING, changes: null },
    },
    {
      ...{ inode: "4026532299", mounts: ["/run/netns/web"], container: null, process: { pid: 77, name: "web" }, processes: 1, own: false },
      ...{ count, statistics: read({ drop: dropped, early: 0, failed: 0, long: 0 }), changes: null },
    },
  ],
});

describe("another namespace", () => {
  test("changes nothing here: no value is proposed, and no plan is made, where its table and not this one's is full", () => {
    for (const count of [0, 40_000, 62_500, 65_536])
      for (const dropped of AMOUNTS)
        for (const line of ["", " in netns 4026532299"]) {
          const log = logOf(`[5.0] nf_conntrack: nf_conntrack: table full${line}, dropping packet`);
          const own = host({ count: 300, max: 65_536, values: { [MAX]: 65_536 } });
          const evidence = { log, host: own, statistics: NOTHING, namespaces: namespaces(count, dropped) };
          const [first] = diagnose(evidence).causes;
          if (first?.id !== "other-namespace") continue;
          expect([count, dropped, line, settings(evidence).filter(({ id }) => id === "other-namespace" || id === "plan")]).toEqual([
            ...[count, dropped, line],
            [],
          ]);
        }
  });

  test("is named where it is full, by its mount", () => {
    const evidence = { host: host({ count: 300, max: 65_536 }), statistics: NOTHING, namespaces: namespaces(65_536, 90) };
    expect(diagnose(evidence).causes[0]).toMatchObject({ id: "other-namespace", title: expect.stringContaining("web") });
  });
});
