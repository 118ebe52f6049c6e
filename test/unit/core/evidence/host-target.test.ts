// What "auto" makes of a host.
import { expect, test } from "vitest";
import { hostTarget, hostTargetPart } from "../../../../src/core/evidence/host-target.ts";

const HOST = { kernel: "5.14.0-427.el9.x86_64", arch: "armv7l", hz: 1000, memory: 2 ** 31 };

test("each part is the host's own", () => {
  expect(hostTargetPart("kernel", HOST).kernel?.text).toBe("5.14.0-427.el9.x86_64");
  expect(hostTargetPart("kernel", HOST).kernel?.backporting).toBe(true);
  expect(hostTargetPart("arch", HOST)).toEqual({ arch: "arm" });
  expect(hostTargetPart("hz", HOST)).toEqual({ hz: 1000 });
  expect(hostTargetPart("memory", HOST)).toEqual({ memory: 2 ** 31 });
});

test("what cannot be told, or is nothing that we know, is left open", () => {
  const odd = { kernel: "none", arch: "mips", hz: null, memory: null };
  for (const name of ["kernel", "arch", "hz", "memory", "other"]) expect(hostTargetPart(name, odd)).toEqual({});
  expect(hostTargetPart("kernel", undefined)).toEqual({});
  expect(hostTarget({ ...HOST, arch: "mips" })).toBeUndefined();
  expect(hostTarget(HOST)).toMatchObject({ arch: "arm", hz: 1000 });
});
