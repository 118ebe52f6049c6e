// Whatever is in the files of a tree: nothing throws, every finding is inside its file, and what is in force is what the
// last write that was taken says. 500 trees here; RUNS sets another number (npm run fuzz).
import fc from "fast-check";
import { expect, test } from "vitest";
import { effective } from "../../src/core/boot/effective.ts";
import { collect } from "../../src/core/boot/one-file.ts";
import { type MemoryFile, memoryPort } from "../../src/core/boot/tree/memory-port.ts";
import { readTree } from "../../src/core/boot/tree/tree.ts";
import { DEFAULT_TARGET } from "../../src/core/kernel/target.ts";
import { effectivePage } from "../../src/core/language/effective-page.ts";
import { completeModuleFile, moduleFileHover } from "../../src/core/language/module-files.ts";
import { lintHost } from "../../src/core/rules/engine/lint-host.ts";
import { APPLIERS } from "../../src/core/sysctl/applier.ts";

const runs = Number(process.env["RUNS"] ?? 500);

const PIECES = [
  ..."net.netfilter.nf_conntrack_max|net/netfilter/nf_conntrack_buckets|net.nf_conntrack_max|net.netfilter.*|net/{netfilter,ipv4}/*|-|=| = |\n|\r\n|\\\n|#|; ".split(
    "|",
  ),
  ...'options nf_conntrack |hashsize=|acct|65536|64k|0x10|-1|nf_conntrack|nf_conntrack_ipv4|install |blacklist |force_drivers+="|"|\''.split(
    "|",
  ),
  ...'kind: KubeProxyConfiguration\n|conntrack:\n|  min: |  maxPerCore: |1h30m|GRUB_CMDLINE_LINUX="|nf_conntrack.hashsize=|sysctl.net.netfilter.nf_conntrack_max=|[sysctl]\n'.split(
    "|",
  ),
  ..."sysctl -w |\0|\u00e9|\udcff|\ufeff|{{ x }}|[a-|]|?|*|/../|..|//| |\t".split("|"),
];

const text = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...PIECES) }, fc.string({ maxLength: 6 })), { maxLength: 24 })
  .map((all) => all.join(""));
const PATHS = [
  ..."/etc/sysctl.conf /etc/sysctl.d/10-a.conf /etc/sysctl.d/99-z.conf /usr/lib/sysctl.d/10-a.conf /run/sysctl.d/50-r.conf /etc/sysctl.d/.h.conf".split(
    " ",
  ),
  ..."/etc/sysctl.d/[a].conf /etc/modprobe.d/a.conf /usr/lib/modprobe.d/a.conf /etc/modules-load.d/a.conf /etc/modules /proc/cmdline /etc/default/grub".split(
    " ",
  ),
  ..."/etc/kubernetes/kube-proxy.yaml /etc/cloud/cloud.cfg.d/a.cfg /etc/dracut.conf.d/a.conf /lib/modules/6.18/modules.builtin /etc/ufw/sysctl.conf".split(
    " ",
  ),
];
const file: fc.Arbitrary<MemoryFile> = fc.oneof(
  { weight: 8, arbitrary: text },
  fc.constantFrom(...[...PATHS, "/dev/null", "../..", ".", "a.conf"]).map((link) => ({ link })),
  fc.constant({ folder: true } as const),
  fc.constant({ denied: true } as const),
);
const trees = fc.dictionary(fc.constantFrom(...PATHS), file, { maxKeys: 7 });

test("any tree", async () => {
  await fc.assert(
    fc.asyncProperty(trees, fc.constantFrom("auto", ...APPLIERS), async (files, applier) => {
      const host = effective(await readTree(memoryPort(files)), { target: DEFAULT_TARGET, applier });
      for (const { document, findings } of lintHost(host)) {
        for (const finding of findings) {
          expect(finding.start).toBeGreaterThanOrEqual(0);
          expect(finding.end).toBeGreaterThanOrEqual(finding.start);
          expect(finding.end).toBeLessThanOrEqual(document.text.length);
          expect(finding.message.length).toBeLessThanOrEqual(120);
          for (const { edits } of finding.fixes()) for (const { end } of edits) expect(end).toBeLessThanOrEqual(document.text.length);
        }
      }
      const page = effectivePage(host);
      for (const { start, end } of page.links) expect(page.text.slice(start, end)).toMatch(/:\d+$/);
      const plan = collect(host);
      for (const { value, path } of host.settings) expect(host.finalValue(path) ?? value).toBe(value);
      if (plan) expect(plan.text.split("\n").length - 1).toBe(plan.settings);
    }),
    { numRuns: runs },
  );
});

test("any file of modprobe.d, or list of modules", () => {
  fc.assert(
    fc.property(text, fc.nat(200), fc.constantFrom("options" as const, "list" as const), (content, place, kind) => {
      const offset = Math.min(place, content.length);
      const file = { kind, text: content, target: DEFAULT_TARGET };
      for (const { replace } of completeModuleFile(file, offset)) {
        expect(replace.end).toBe(offset);
        expect(replace.start).toBeGreaterThanOrEqual(0);
      }
      const found = moduleFileHover(file, offset);
      if (found) expect(found.start <= offset && offset <= found.end).toBe(true);
    }),
    { numRuns: runs * 10 },
  );
});
