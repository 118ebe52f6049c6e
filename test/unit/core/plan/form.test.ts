// The form behind the page: filled from a file, edited field by field, following the file.
import { describe, expect, it } from "vitest";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { addClass, editField, type FieldId, fieldsOf, removeClass, revertField } from "../../../../src/core/plan/form.ts";
import { checkState } from "../../../../src/core/plan/inputs/check.ts";
import { calculate } from "../../../../src/core/plan/model/calculate.ts";
import { fileValues } from "../../../../src/core/plan/page/file-values.ts";
import { followFile, stateFrom } from "../../../../src/core/plan/page/source.ts";
import type { CalculatorState } from "../../../../src/core/plan/state.ts";
import { APPLIERS, type Applier } from "../../../../src/core/sysctl/applier.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";

const GIB = 2 ** 30;
const base = { ...DEFAULT_TARGET, memory: 8 * GIB };

const valuesOf = (text: string, target = base) => fileValues(parse(text), { target, applier: "systemd" });

function fromText(text: string, target = base): CalculatorState {
  return stateFrom(target, valuesOf(text, target));
}

function edited(state: CalculatorState, id: FieldId, text: string): CalculatorState {
  const result = editField(state, id, text);
  if ("error" in result) throw new Error(result.error);
  return result.state;
}

describe("filled from a file", () => {
  const state = fromText(`# conntrack-target: kernel=5.10 hz=250
net.netfilter.nf_conntrack_max = 1000000
net/netfilter/nf_conntrack_buckets = 0x40000
net.netfilter.nf_conntrack_acct = 1
net.netfilter.nf_conntrack_events = 0
net.netfilter.nf_conntrack_udp_timeout = 60
net.netfilter.nf_conntrack_tcp_timeout_close = -1
net.nf_conntrack_max = 500000
`);

  it("takes what the kernel would take, the last line last, and says where it is from", () => {
    expect(state.max).toEqual({ value: 500_000, origin: "file", inFile: 500_000 });
    expect(state.buckets).toEqual({ value: 262_144, origin: "file", inFile: 262_144 });
    expect(state.features.value).toEqual(["acct"]);
    expect(state.timeouts.nf_conntrack_udp_timeout).toEqual({ value: 60, origin: "file", inFile: 60 });
    expect(state.timeouts.nf_conntrack_tcp_timeout_close).toEqual({ value: 0, origin: "file", inFile: -1 });
    expect(state.timeouts.nf_conntrack_udp_timeout_stream.origin).toBe("target");
    expect(state.target.kernel.text).toBe("5.10");
    expect(state.targetOrigin).toEqual({
      kernel: "file",
      arch: "target",
      hz: "file",
      memory: "target",
      cpus: "default",
      pageSize: "default",
    });
    expect(checkState(state)).toEqual([]);
  });

  it("has the kernel's own values without a file", () => {
    expect(stateFrom(base).max).toEqual({ value: 262_144, origin: "target" });
    expect(stateFrom(DEFAULT_TARGET).max).toEqual({ value: 262_144, origin: "default" });
    expect(stateFrom({ ...base, memory: 2 * GIB }).buckets.value).toBe(65_536);
  });

  it("keeps a default where the file sets no limit at all", () => {
    expect(fromText("net.netfilter.nf_conntrack_max = 0\n").max).toEqual({ value: 262_144, origin: "target", inFile: 0 });
  });

  it("leaves alone what nobody would write", () => {
    expect(
      fromText("net.netfilter.nf_conntrack_max = {{ max }}\nnet.netfilter.nf_conntrack_acct = yes\n-net.netfilter.nf_conntrack_buckets\n"),
    ).toEqual(stateFrom(base));
  });

  it("takes what a pattern sets, where the applier knows patterns", () => {
    const text = "net.netfilter.nf_conntrack_udp_timeout_* = 90\n";
    const stream = (applier: Applier) =>
      stateFrom(base, fileValues(parse(text), { target: base, applier })).timeouts.nf_conntrack_udp_timeout_stream;
    expect(APPLIERS.map((applier) => stream(applier).value)).toEqual([90, 90, 120]);
  });
});

describe("a field", () => {
  const state = fromText("net.netfilter.nf_conntrack_max = 500000\n");

  it.each([
    ["262144", 262_144],
    [" 256k ", 262_144],
    ["0x40000", 262_144],
    ["1.5M", 1_572_864],
    ["262,144", 262_144],
  ])("takes %s", (text, value) => {
    expect(edited(state, "max", text).max).toEqual({ value, origin: "typed", inFile: 500_000 });
  });

  it.each<[FieldId, string, number]>([
    ["nf_conntrack_tcp_timeout_established", "2 h", 7200],
    ["nf_conntrack_tcp_timeout_established", "5d", 432_000],
  ])("%s takes %s", (id, text, seconds) => {
    expect(fieldsOf(edited(state, id, text)).find((field) => field.id === id)?.value).toBe(seconds);
  });

  it.each<[FieldId, string, string]>([
    ["max", "abc", "Enter a count such as 262144, 256k or 0x40000."],
    ["max", "", "Enter a count such as 262144, 256k or 0x40000."],
    ["max", "0", "Limit must be a whole number from 1 to 2,147,483,647."],
    ["headroom", "95 %", "Headroom must be a number from 0 to 0.9."],
    ["target.kernel", "new", "Enter a kernel version, such as 6.12 or 5.14.0-427.el9."],
    ["target.memory", "much", "Memory is a size such as 8G or 512M."],
    ["classes.0.ends", "stops", "Connections of tcp end in one of these ways"],
    ["classes.0.name", "", "A class needs a name"],
    ["classes.7.rate", "1", "This class does not exist."],
    ["failover", "maybe", "Write true or false."],
    ["features", "acct, colour", 'Unknown feature "colour"'],
  ])("%s says what is wrong with %s", (id, text, message) => {
    expect(editField(addClass(state), id, text)).toEqual({ error: expect.stringContaining(message) });
  });

  it("shows text that reads as the same number again", () => {
    let odd = edited(state, "budget", "100000001");
    odd = edited(odd, "nf_conntrack_udp_timeout", "100.5");
    for (const { id, text, kind, value } of fieldsOf(odd)) {
      if (kind === "list" || text === "") continue;
      const again = fieldsOf(edited(odd, id, text)).find((field) => field.id === id);
      expect([id, again?.text, again?.value]).toEqual([id, text, value]);
    }
  });

  it("shows the file's value beside one that was changed, and goes back to it", () => {
    const changed = edited(state, "max", "1M");
    const max = (of: CalculatorState) => fieldsOf(of).find(({ id }) => id === "max");
    expect(max(state)).toMatchObject({ text: "500,000", origin: "file", inFile: null });
    expect(max(changed)).toMatchObject({ text: "1,048,576", origin: "typed", inFile: "500,000" });
    expect(revertField(changed, "max")).toEqual(state);
    expect(revertField(state, "headroom")).toBe(state);
  });

  it("of the target changes what the kernel chooses, and nothing else", () => {
    const old = edited(edited(state, "target.kernel", "5.10"), "target.memory", "2G");
    expect(old.max).toEqual(state.max);
    expect(old.buckets).toEqual({ value: 16_384, origin: "target" });
    expect(old.features.value).toEqual(["events"]);
    expect(edited(old, "target.memory", "").target.memory).toBeUndefined();
  });

  it("of a class changes that class; another protocol brings an ending it has", () => {
    const udp = edited(addClass(state), "classes.0.protocol", "udp");
    expect(udp.classes.value[0]).toMatchObject({ protocol: "udp", ends: "stops" });
    expect("problems" in calculate(udp)).toBe(false);
  });
});

describe("classes", () => {
  it("come and go, each with a name of its own", () => {
    const more = addClass(addClass(addClass(stateFrom(base))));
    expect(more.classes.value.map(({ name }) => name)).toEqual(["TCP connections", "TCP connections 2", "TCP connections 3"]);
    expect(checkState(more)).toEqual([]);
    expect(removeClass(more, 1).classes.value.map(({ name }) => name)).toEqual(["TCP connections", "TCP connections 3"]);
  });
});

describe("following the file", () => {
  const before = fromText("net.netfilter.nf_conntrack_max = 500000\nnet.netfilter.nf_conntrack_udp_timeout = 60\n");
  const after = valuesOf("net.netfilter.nf_conntrack_max = 600000\n");

  it("takes what changed there, and keeps what was typed here", () => {
    const typed = edited(edited(before, "max", "1M"), "headroom", "10 %");
    const now = followFile(typed, base, after);
    expect(now.max).toEqual({ value: 1_048_576, origin: "typed", inFile: 600_000 });
    expect(now.timeouts.nf_conntrack_udp_timeout).toEqual({ value: 30, origin: "target" });
    expect(now.headroom.value).toBe(0.1);
    expect(followFile(before, base, after).max).toEqual({ value: 600_000, origin: "file", inFile: 600_000 });
  });

  it("keeps a typed target, also over a comment", () => {
    const typed = edited(before, "target.kernel", "4.19");
    const comment = valuesOf("# conntrack-target: kernel=6.1\n");
    const now = followFile(typed, base, comment);
    expect(now.target.kernel.text).toBe("4.19");
    expect(now.timeouts.nf_conntrack_udp_timeout_stream.value).toBe(180);
  });
});
