// What the appliers make of a file, as measured with the real programs (CONTRIBUTING, "Appliers").
import { expect, test } from "vitest";
import { applyAlone } from "../../../../src/core/boot/alone.ts";
import { inForce } from "../../../../src/core/boot/in-force.ts";
import { DEFAULT_TARGET } from "../../../../src/core/kernel/target.ts";
import { lint } from "../../../../src/core/rules/engine/lint.ts";
import { APPLIERS, type Applier } from "../../../../src/core/sysctl/applier.ts";
import { parse } from "../../../../src/core/sysctl/parse.ts";

const UDP = "net.netfilter.nf_conntrack_udp_timeout";
const ICMP = "net.netfilter.nf_conntrack_icmp_timeout";

function left(text: string, applier: Applier): string {
  return (
    inForce(applyAlone(parse(text), { target: DEFAULT_TARGET, applier }), "net/netfilter/nf_conntrack_udp_timeout")?.value ?? "unchanged"
  );
}

test.each<[name: string, text: string, systemd: string, procps: string, busybox: string]>([
  ["the last of two", `${UDP}=44\n${UDP}=45\n`, "45", "45", "45"],
  ["a refused last one", `${UDP}=44\n${UDP}=yes\n`, "unchanged", "44", "44"],
  ["a repeated first one", `${UDP}=44\n${UDP}=45\n${UDP}=44\n`, "44", "44", "44"],
  ["an exclusion below", `${UDP}=45\n-${UDP}\n`, "unchanged", "45", "45"],
  ["an exclusion above", `-${UDP}\n${UDP}=45\n`, "45", "45", "45"],
  ["a leading dash", `-${UDP}=45\n`, "45", "45", "unchanged"],
  ["a blank after the dash", `- ${UDP}=45\n`, "45", "unchanged", "unchanged"],
  ["a refused line above", `${ICMP}=30s\n${UDP}=45\n`, "45", "45", "unchanged"],
  ["no value", `${UDP}=\n${ICMP}=30\n`, "unchanged", "unchanged", "unchanged"],
])("%s", (_name, text, systemd, procps, busybox) => {
  expect([left(text, "systemd"), left(text, "procps"), left(text, "busybox")]).toEqual([systemd, procps, busybox]);
});

const findings = (text: string, applier: Applier) =>
  lint(parse(text), { target: DEFAULT_TARGET, applier }).map(({ rule, severity, kernel }) => `${rule} ${severity} ${kernel}`);

test("a bad value that is never written is no error", () => {
  expect(findings(`${UDP}=yes\n${UDP}=45\n`, "systemd")).toEqual(["duplicate-key warning ignores", "invalid-value warning ignores"]);
  expect(findings(`${UDP}=yes\n${UDP}=45\n`, "procps")).toEqual(["duplicate-key warning refuses", "invalid-value error refuses"]);
});

test("systemd's exclusion of a key that the file sets is pointed out", () => {
  expect(findings(`${UDP}=45\n-${UDP}\n`, "systemd")).toEqual(["duplicate-key warning ignores"]);
  expect(findings(`${UDP}=45\n-${UDP}\n`, "procps")).toEqual([]);
});

test("BusyBox's end at a refused value shows where it leaves off", () => {
  const [first] = lint(parse(`${ICMP}=30s\n${UDP}=45\n`), { target: DEFAULT_TARGET, applier: "busybox" });
  expect(first?.related?.map(({ message }) => message)).toEqual([
    "BusyBox sysctl stops before this line: this line and those below are not applied",
  ]);
});

test("a key that a template fills in leaves every key open", () => {
  const text = "net.netfilter.nf_conntrack_max = 1000\nnet.{{ key }} = 5\n";
  for (const applier of APPLIERS) {
    const { isOpen, finalNumber } = applyAlone(parse(text), { target: DEFAULT_TARGET, applier });
    expect([applier, isOpen("net/netfilter/nf_conntrack_max"), finalNumber("net/netfilter/nf_conntrack_max")]).toEqual([
      applier,
      true,
      undefined,
    ]);
  }
});
