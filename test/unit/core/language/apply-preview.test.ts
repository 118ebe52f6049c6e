// What applying a file to a running host would do.
import { describe, expect, test } from "vitest";
import type { HostReading } from "../../../../src/core/evidence/host.ts";
import { applyPreview, applyPreviewText } from "../../../../src/core/language/apply-preview.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";

const MAX = "net/netfilter/nf_conntrack_max";
const WAIT = "net/netfilter/nf_conntrack_tcp_timeout_time_wait";

function host(more: Partial<HostReading> = {}): HostReading {
  return {
    ...{ kernel: "6.12.107", arch: "x86_64", hz: 250, memory: 8 * 2 ** 30, cpus: 4, count: 1000, max: 65_536, buckets: 65_536 },
    values: { [MAX]: 65_536, "net/nf_conntrack_max": 65_536, [WAIT]: 120, "net/netfilter/nf_conntrack_buckets": 65_536 },
    ...{ initialNamespace: true, namespace: null, statistics: null, slab: null, unread: [] },
    ...more,
  };
}

const preview = (text: string, on = host()) => {
  const found = applyPreview(parse(text), on);
  if (!found) throw new Error("no preview");
  return found;
};

describe("applying a file", () => {
  test("changes what differs, and counts what does not", () => {
    const found = preview("net.netfilter.nf_conntrack_max = 131072\nnet.netfilter.nf_conntrack_tcp_timeout_time_wait = 120\n");
    expect(found.changes).toEqual([{ key: MAX, line: 0, now: 65_536, after: 131_072 }]);
    expect([found.same, found.cannot]).toEqual([1, []]);
    // 131,072 entries of 256 bytes and 65,536 buckets of 8 bytes: 32 MiB and 0.5 MiB.
    expect(found.notes.join(" ")).toContain("32.5 MiB");
  });

  test("says how long packets wait for new buckets, and what brings the old values back", () => {
    const { notes } = preview(
      "net.netfilter.nf_conntrack_buckets = 131072\nnet.netfilter.nf_conntrack_max = 131072\n",
      host({ count: 50_000 }),
    );
    // 20 to 60 ms were measured for 100,000 entries.
    expect(notes).toContain("All packets wait while the hash table is resized. Estimated pause: 10 to 30 ms for 50,000 entries.");
    expect(notes).toContain(
      "To undo: sudo sysctl -w net.netfilter.nf_conntrack_max=65536 && sudo sysctl -w net.netfilter.nf_conntrack_buckets=65536",
    );
  });

  test("brings thresholds back in an order in which each fits the other, and says what cannot come back", () => {
    const [low, high] = ["net/netfilter/nf_conntrack_frag6_low_thresh", "net/netfilter/nf_conntrack_frag6_high_thresh"];
    const hooks = "net/netfilter/nf_hooks_lwtunnel";
    const { changes, notes } = preview(
      [`${high} = 8388608`, `${low} = 6291456`, `${hooks} = 1`, ""].join("\n"),
      host({ values: { [low]: 3_145_728, [high]: 4_194_304, [hooks]: 0 } }),
    );
    expect(changes).toHaveLength(3);
    // A high_thresh of 4194304 is refused as long as low_thresh is 6291456.
    expect(notes).toContain(
      "To undo: sudo sysctl -w net.netfilter.nf_conntrack_frag6_low_thresh=3145728 && sudo sysctl -w net.netfilter.nf_conntrack_frag6_high_thresh=4194304",
    );
    expect(notes).toContain("net.netfilter.nf_hooks_lwtunnel cannot be undone: it stays 1 until the machine reboots.");
  });

  test("of repeats the last one counts, as sysctl -p writes line by line", () => {
    expect(preview("net.netfilter.nf_conntrack_max = 131072\nnet.nf_conntrack_max = 65536\n").changes).toEqual([]);
  });

  test("judges for the kernel that runs, whatever the file says it is for", () => {
    const text = "# conntrack-target: kernel=4.9\nnet.netfilter.nf_conntrack_helper = 1\n";
    expect(preview(text).cannot).toEqual([{ key: "net/netfilter/nf_conntrack_helper", line: 1, why: "this kernel does not have it" }]);
  });

  test("names what cannot be set: refused values, another namespace, a module that is not loaded", () => {
    expect(preview("net.netfilter.nf_conntrack_max = many\n").cannot[0]?.why).toBe('the kernel rejects "many"');
    const inContainer = preview("net.netfilter.nf_conntrack_max = 131072\n", host({ initialNamespace: false }));
    expect([inContainer.changes, inContainer.cannot[0]?.why]).toEqual([[], "one value for the machine, set only in the initial namespace"]);
    const bare = host({ values: {}, count: null, max: null, buckets: null, initialNamespace: null });
    expect(preview("net.netfilter.nf_conntrack_max = 131072\n", bare).cannot[0]?.why).toMatch(/^nf_conntrack is not loaded/);
  });

  test("warns of a limit below the count, and of lines not compared", () => {
    const text = applyPreviewText(preview("net.netfilter.nf_conntrack_max = 500\nnet.ipv4.ip_forward = 1\n"));
    expect(text).toContain("net.netfilter.nf_conntrack_max: 65,536 → 500");
    expect(text).toContain("There are 1,000 entries now");
    expect(text).toContain("Also set, other network settings:\nnet.ipv4.ip_forward = 1");
  });

  test("tells every other key by name and value, those outside of net. before anything else", () => {
    const lines = [
      "net.ipv4.ip_forward = 1",
      "net.netfilter.nf_conntrack_max = 131072",
      "kernel/core_pattern =|/tmp/x %p",
      "-vm.panic_on_oom=2",
      "net/../kernel/panic = 1",
      "net.ipv4.conf.*.rp_filter = 0",
      "# a comment = 1",
      "k\u202e\x1b[31m = \u200b1",
    ];
    const found = preview(`${lines.join("\n")}\n`);
    expect(found.others.map(({ key, value, line }) => [key, value, line])).toEqual([
      ["kernel/core_pattern", "|/tmp/x %p", 2],
      ["vm.panic_on_oom", "2", 3],
      ["net/../kernel/panic", "1", 4],
      ["k\u202e\x1b[31m", "\u200b1", 7],
      ["net.ipv4.ip_forward", "1", 0],
      ["net.ipv4.conf.*.rp_filter", "0", 5],
    ]);
    const text = applyPreviewText(found);
    expect(text.startsWith("Also set, not network settings:\nkernel/core_pattern = |/tmp/x %p\n")).toBe(true);
    expect(text).toContain("k\\u202e\\x1b[31m = \\u200b1\n\nnet.netfilter.nf_conntrack_max: 65,536 → 131,072");
  });

  test("is read as the host's own program reads it", () => {
    const text = "/kernel/panic = 1\n-vm.swappiness = 1\nnet.netfilter.nf_conntrack_max = 131072\n";
    const found = applyPreview(parse(text), host(), "busybox");
    expect(found?.others).toEqual([
      { key: "/kernel/panic", value: "1", line: 0, outside: true },
      { key: "-vm.swappiness", value: "1", line: 1, outside: true },
    ]);
  });

  test("says what becomes of entries where a timeout of theirs changes, and only there", () => {
    const kept = "Existing entries keep their old timeout until their next packet.";
    expect(preview("net.netfilter.nf_conntrack_tcp_timeout_time_wait = 30\n").notes).toContain(kept);
    const frag6 = "net/netfilter/nf_conntrack_frag6_timeout";
    expect(preview("net.netfilter.nf_conntrack_frag6_timeout = 30\n", host({ values: { [frag6]: 60 } })).notes).not.toContain(kept);
  });

  test("is not possible where the kernel cannot be told", () => {
    expect(applyPreview(parse(""), host({ kernel: null }))).toBeUndefined();
  });
});
