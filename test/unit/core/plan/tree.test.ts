// The calculator filled from a file of a tree: what all files together leave in force, and where that is from.
import { expect, test } from "vitest";
import { effective } from "../../../../src/core/boot/effective.ts";
import { memoryPort } from "../../../../src/core/boot/tree/memory-port.ts";
import { readTree } from "../../../../src/core/boot/tree/tree.ts";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { editField, fieldsOf, revertField } from "../../../../src/core/plan/form.ts";
import { fileValues } from "../../../../src/core/plan/page/file-values.ts";
import { stateFrom } from "../../../../src/core/plan/page/source.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";

const HOME = "/etc/sysctl.d/10-a.conf";
const FILES = {
  [HOME]: "# conntrack-target: memory=8G\nnet.netfilter.nf_conntrack_max = 262144\nnet.netfilter.nf_conntrack_udp_timeout = 45\n",
  "/etc/sysctl.d/90-b.conf": "# later\nnet.nf_conntrack_max = 131072\n",
  "/etc/modprobe.d/c.conf": "options nf_conntrack hashsize=60000\n",
};

async function stateOfTree() {
  const configuration = effective(await readTree(memoryPort(FILES)), { target: DEFAULT_TARGET, applier: "systemd" });
  const options = { target: DEFAULT_TARGET, applier: "systemd", host: { configuration, home: HOME } } as const;
  return stateFrom(DEFAULT_TARGET, fileValues(parse(FILES[HOME] ?? ""), options));
}

test("values are those in force, each with the line that sets it", async () => {
  const state = await stateOfTree();
  expect(state.max).toEqual({ value: 131072, origin: "file", inFile: 131072, place: "90-b.conf:2" });
  // 60,000 buckets fill 118 pages of 512.
  expect(state.buckets).toEqual({ value: 60416, origin: "file", inFile: 60416, place: "c.conf:1" });
  expect(state.timeouts.nf_conntrack_udp_timeout).toEqual({ value: 45, origin: "file", inFile: 45 });
  expect(state.target.memory).toBe(8 * 2 ** 30);
});

test("a field names the place, not while something else is typed, and again after going back", async () => {
  const place = (state: Awaited<ReturnType<typeof stateOfTree>>) => fieldsOf(state).find(({ id }) => id === "max")?.place;
  const state = await stateOfTree();
  expect(place(state)).toBe("90-b.conf:2");
  const typed = editField(state, "max", "500000");
  if (!("state" in typed)) throw new Error(typed.error);
  expect(place(typed.state)).toBeNull();
  expect(place(revertField(typed.state, "max"))).toBe("90-b.conf:2");
});
