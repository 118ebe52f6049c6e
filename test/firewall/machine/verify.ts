// `npm run verify:tracking`: what turns tracking on beside rules, tried in virtual machines of the lab's kernels.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheRoot } from "../../host/cache.ts";
import { Failure, runScript } from "../../host/failure.ts";
import { withLock } from "../../host/lock.ts";
import { makeTempFolder } from "../../host/temp.ts";
import { boot, chooseAccelerator } from "../../lab/boot.ts";
import { makeInitramfs } from "../../lab/initramfs.ts";
import { kernelNamed, type LabKernel } from "../../lab/kernels.ts";
import { missingFor, missingInWords } from "../../lab/needs.ts";
import { findPackages } from "../../lab/packages.ts";
import { findTools } from "../../lab/tools.ts";
import { unpackKernel } from "../../lab/unpack.ts";
import { EXPECTED } from "./expected.ts";

const HELP = `npm run verify:tracking -- [KERNEL...]

Boots kernels of the lab (verify:kernels -- --list; 6.12 without a name) and tries what turns tracking on beside rules.
`;

const MODULES = [
  "veth",
  "bridge",
  "nf_conntrack_bridge",
  "nft_meta_bridge",
  "nf_flow_table_inet",
  "nf_flow_table",
  "nft_flow_offload",
  "ip_vs",
  "ip_vs_rr",
  "openvswitch",
  "sch_ingress",
  "cls_matchall",
  "act_mirred",
  "act_ct",
];
const PROGRAMS = ["iproute2", "busybox-static", "ipvsadm", "openvswitch-switch", "openvswitch-common", "zlib1g"];
const SECONDS = 400;

interface Line {
  readonly what: string;
  readonly tried: string;
  readonly tracked: string;
  readonly note: string;
}

await runScript(async () => {
  const names = process.argv.slice(2);
  if (names.includes("--help")) return say(HELP);
  const root = join(cacheRoot(), "kernels");
  mkdirSync(root, { recursive: true });
  let wrong = 0;
  for (const name of names.length === 0 ? ["6.12"] : names) {
    const kernel = kernelNamed(name);
    if (!kernel) throw new Failure(`No kernel is called "${name}".`);
    const missing = missingFor(kernel);
    if (missing.length > 0) say(`skipped: ${name}: ${missingInWords(missing)}\n`);
    else
      wrong += await withLock(
        join(root, "lock"),
        () => ask(kernel, root),
        () => undefined,
      );
  }
  return wrong === 0 ? 0 : 1;
});

/** How many answers are others than the ones we give. */
async function ask(kernel: LabKernel, root: string): Promise<number> {
  const packages = await findPackages(kernel, root);
  const tools = await findTools(kernel.arch, root, PROGRAMS);
  if (!packages || !tools) {
    say(`skipped: ${kernel.name}: no suite has its packages any more\n`);
    return 0;
  }
  const temp = makeTempFolder();
  try {
    const unpacked = await unpackKernel(packages.files, join(temp.path, "kernel"));
    const initramfs = join(temp.path, "initramfs");
    const init = fileURLToPath(new URL("init.sh", import.meta.url));
    await makeInitramfs({ init, modules: unpacked.modules, tools, others: MODULES }, initramfs);
    const machine = { arch: kernel.arch, kernel: unpacked.image, initramfs, mebibytes: 1024, cpus: 1 };
    const accelerator = await chooseAccelerator({ ...machine, words: [] }, root);
    const { text } = await boot({ ...machine, words: [], accelerator }, SECONDS);
    return report(linesOf(text), kernel.name, text);
  } finally {
    temp.remove();
  }
}

function linesOf(console: string): readonly Line[] {
  return console.split("\n").flatMap((line) => {
    const at = line.indexOf("@@{");
    return at < 0 ? [] : [JSON.parse(line.slice(at + 2)) as Line];
  });
}

function report(lines: readonly Line[], name: string, console: string): number {
  if (!lines.some(({ what }) => what === "end")) throw new Failure(`${name} did not come to its end: ${console.slice(-2000)}`);
  let wrong = 0;
  for (const { what, tried, tracked, note } of lines) {
    if (what === "start") say(`${name}: ${tried}\n`);
    if (what === "start" || what === "end") continue;
    const expected = EXPECTED[what]?.[tried === "host" ? "host" : "through"];
    const agrees = tracked === "unknown" ? "skipped" : tracked === expected ? "agrees" : "DIFFERS";
    if (agrees === "DIFFERS") wrong++;
    say(`${agrees.padEnd(8)} ${what.padEnd(52)} ${tried.padEnd(8)} tracked: ${tracked.padEnd(8)} ${note}\n`);
  }
  return wrong;
}

function say(text: string): 0 {
  process.stdout.write(text);
  return 0;
}
