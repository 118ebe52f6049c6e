// Messages between the page and its host: good ones pass unchanged, and nothing else passes at all.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type HostMessage, type PageMessage, readHostMessage, readPageMessage } from "../../../../src/core/index.ts";

const MAX = "net/netfilter/nf_conntrack_max";
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]);

const hostMessages: readonly HostMessage[] = [
  {
    type: "source",
    uri: "file:///etc/sysctl.conf",
    name: "sysctl.conf",
    text: `${MAX} = 1\n`,
    applier: "systemd",
    target: "kernel=6.18 arch=x86_64",
  },
  { type: "source", uri: null, name: null, text: "", applier: "busybox", target: "kernel=6.18 arch=x86_64" },
  { type: "plan", name: "a.conntrack-plan.json", text: "{}" },
  { type: "notice", text: "Copied.", failed: false },
];

const pageMessages: readonly PageMessage[] = [
  { type: "ready" },
  { type: "show-file" },
  { type: "open-plan" },
  { type: "write", settings: [{ path: MAX, value: 262144 }] },
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
    { ...hostMessages[0], text: 1 },
    { ...hostMessages[0], applier: "launchd" },
    { ...hostMessages[0], name: null },
    { ...hostMessages[0], target: {} },
    { ...hostMessages[0], text: "x".repeat(3_000_000) },
    { type: "plan", name: "", text: "{}" },
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
    const anything = fc.oneof(fc.anything(), fc.record({ type: types, text: fc.anything(), settings: fc.anything(), png: fc.anything() }));
    fc.assert(
      fc.property(anything, (value) => {
        readHostMessage(value);
        readPageMessage(value);
      }),
    );
  });
});
