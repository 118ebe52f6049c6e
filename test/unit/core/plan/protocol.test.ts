// Messages between the page and its host: good ones pass unchanged, and nothing else passes at all.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { type HostMessage, type PageMessage, readHostMessage, readPageMessage } from "../../../../src/core/plan/page/protocol.ts";
import type { FileValues } from "../../../../src/core/plan/page/source.ts";

const MAX = "net/netfilter/nf_conntrack_max";
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);

const target = { ...DEFAULT_TARGET, hz: 250, memory: 2 ** 33, cpus: 4, pageSize: 65_536 };
const file: FileValues = { target, applier: "procps", values: { [MAX]: { value: 1, place: "90-b.conf:2" } } };

const hostMessages: readonly HostMessage[] = [
  {
    type: "source",
    uri: "file:///etc/sysctl.conf",
    name: "sysctl.conf",
    target: DEFAULT_TARGET,
    file,
    canMeasure: true,
    writesFiles: true,
  },
  { type: "source", uri: null, name: null, target: DEFAULT_TARGET, file: null, canMeasure: false, writesFiles: false },
  { type: "plan", name: "a.conntrack-plan.json", plan: { version: 1 }, over: true },
  { type: "notice", text: "Copied.", failed: false },
];

const pageMessages: readonly PageMessage[] = [
  { type: "ready" },
  { type: "show-file" },
  { type: "open-plan" },
  { type: "choose-file" },
  { type: "use-host" },
  { type: "fill", from: "clipboard" },
  { type: "write", settings: [{ path: MAX, value: 262144 }], to: "other" },
  { type: "compare", settings: [{ path: MAX, value: 262144 }] },
  { type: "copy", what: "sysctl.conf", text: "" },
  { type: "save-plan", text: "{}" },
  { type: "save-report", text: "# Report" },
  { type: "save-image", png },
];

describe("messages to the page", () => {
  test.each(hostMessages)("takes %j", (message) => {
    expect(readHostMessage(structuredClone(message))).toEqual(message);
  });

  test.each([
    undefined,
    null,
    "source",
    [],
    {},
    { type: "SOURCE" },
    { ...hostMessages[0], name: null },
    { ...hostMessages[0], target: {} },
    { ...hostMessages[0], target: "kernel=6.18 arch=x86_64" },
    { ...hostMessages[0], target: { ...target, arch: "vax" } },
    { ...hostMessages[0], target: { ...target, hz: "x" } },
    { ...hostMessages[0], target: { ...target, kernel: { text: {} } } },
    { ...hostMessages[0], canMeasure: 1 },
    { ...hostMessages[0], writesFiles: undefined },
    { ...hostMessages[0], file: undefined },
    { ...hostMessages[0], file: { ...file, applier: "launchd" } },
    { ...hostMessages[0], file: { ...file, target: null } },
    { ...hostMessages[0], file: { ...file, values: { "kernel/core_pattern": { value: 1, place: null } } } },
    { ...hostMessages[0], file: { ...file, values: { [MAX]: { value: "1", place: null } } } },
    { ...hostMessages[0], file: { ...file, values: { [MAX]: { value: 1.5, place: null } } } },
    { ...hostMessages[0], file: { ...file, values: { [MAX]: { value: 1, place: 1 } } } },
    { ...hostMessages[0], file: { ...file, values: { [MAX]: { value: 1, place: "x".repeat(2000) } } } },
    { type: "plan", name: "", plan: {}, over: true },
    { type: "plan", name: "a", plan: "{}", over: true },
    { type: "plan", name: "a", plan: {} },
    { type: "notice", text: "Copied.", failed: "no" },
    { type: "write", settings: [{ path: MAX, value: 1 }] },
  ])("refuses %#", (value) => {
    expect(readHostMessage(value)).toBeUndefined();
  });
});

describe("messages to the host", () => {
  test.each(pageMessages)("takes %j", (message) => {
    expect(readPageMessage(structuredClone(message))).toEqual(message);
  });

  test("takes no more than a message has", () => {
    expect(readPageMessage({ type: "ready", command: "workbench.action.quit" })).toEqual({ type: "ready" });
  });

  test.each([
    undefined,
    null,
    0,
    "ready",
    [{ type: "ready" }],
    { type: "run" },
    { type: "write" },
    { type: "write", settings: [] },
    { type: "write", settings: { length: 1 } },
    { type: "write", settings: [{ path: "kernel/core_pattern", value: 1 }] },
    { type: "write", settings: [{ path: `${MAX}\nkernel.panic`, value: 1 }] },
    { type: "write", settings: [{ path: MAX, value: "1" }] },
    { type: "write", settings: [{ path: MAX, value: 1.5 }] },
    { type: "write", settings: [{ path: MAX, value: -1 }] },
    { type: "write", settings: [{ path: MAX, value: 2 ** 31 }] },
    { type: "write", settings: [{ path: MAX, value: Number.NaN }] },
    {
      type: "write",
      settings: [
        { path: MAX, value: 1 },
        { path: MAX, value: 2 },
      ],
    },
    { type: "write", settings: Array.from({ length: 1000 }, () => ({ path: MAX, value: 1 })) },
    { type: "copy", what: "x", text: { toString: (): string => "x" } },
    { type: "copy", what: "x".repeat(2000), text: "" },
    { type: "save-plan", text: "x".repeat(3_000_000) },
    { type: "save-image", png: [0x89, 0x50] },
    { type: "save-image", png: new Uint8Array([1, 2, 3]) },
    { type: "save-image", png: "data:image/png;base64," },
  ])("refuses %#", (value) => {
    expect(readPageMessage(value)).toBeUndefined();
  });

  test("neither end throws, whatever it hears", () => {
    const types = fc.constantFrom(...[...hostMessages, ...pageMessages].map(({ type }) => type));
    const anything = fc.oneof(
      fc.anything(),
      fc.record({
        type: types,
        text: fc.anything(),
        target: fc.anything(),
        file: fc.anything(),
        plan: fc.anything(),
        settings: fc.anything(),
        png: fc.anything(),
      }),
    );
    fc.assert(
      fc.property(anything, (value) => {
        readHostMessage(value);
        readPageMessage(value);
      }),
    );
  });
});
