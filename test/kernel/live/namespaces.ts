// Three namespaces with flows, one of them full, and one without a process: who reads them by /proc must name each, count it
// and tell which one loses. Opt-in, as the flood is: the limit is lowered for the whole machine, and put back in every way out.
import { spawnSync } from "node:child_process";
import { diagnose } from "../../../src/core/diagnosis/diagnose.ts";
import { namespacesSince } from "../../../src/core/evidence/namespaces/namespace.ts";
import { byPressure } from "../../../src/core/evidence/namespaces/pressure.ts";
import { namespaceName, readCommand } from "../../../src/core/evidence/namespaces/words.ts";
import { RUNNING_HOST, readHost, readNamespaces } from "../../../src/linux/index.ts";
import { atExit } from "../../host/cleanup.ts";
import { guarded } from "../guard.ts";
import { writeOnce } from "../sysctl-file.ts";
import type { Checks } from "./checks.ts";
import { type Part, startPart } from "./child.ts";
import { run } from "./traffic.ts";

const LOW = 1000;
const NAMED = "conntrack-verify-web";
const IDLE = "conntrack-verify-idle";

interface Filled {
  readonly namespace: string;
  readonly pid: number;
}

interface Staged {
  readonly full: Filled;
  readonly named: Filled;
  readonly small: Filled;
}

/** Lets `work` go on while they are there. `what` says what is left out where that cannot be. */
export async function withNamespaces(what: string, outside: string, work: (staged: Staged) => Promise<void>): ReturnType<typeof guarded> {
  return guarded(what, async () => {
    const forget = atExit(removeNamed);
    const parts: Part<Filled>[] = [];
    const start = async (flows: number, perSecond: number, enter?: readonly string[]): Promise<Filled> => {
      const part = startPart<Filled>("fill", outside, enter);
      parts.push(part);
      await part.next();
      part.tell({ flows, perSecond });
      return part.next();
    };
    try {
      removeNamed();
      run("ip", ["netns", "add", NAMED]);
      run("ip", ["netns", "add", IDLE]);
      writeOnce("net/netfilter/nf_conntrack_max", String(LOW));
      const named = await start(300, 0, ["ip", "netns", "exec", NAMED]);
      const small = await start(40, 0);
      const full = await start(1500, 100);
      await work({ full, named, small });
    } finally {
      await Promise.all(parts.map((part) => part.end()));
      removeNamed();
      forget();
    }
  });
}

function removeNamed(): void {
  for (const name of [NAMED, IDLE]) spawnSync("ip", ["netns", "delete", name], { stdio: "ignore" });
}

export async function verifyNamespaces(outside: string, checks: Checks): Promise<void> {
  const what = "which namespace is full, for which the limit of the whole machine is lowered";
  const result = await withNamespaces(what, outside, (staged) => verify(staged, checks));
  if ("skipped" in result) checks.skip(result.skipped);
  if (result.stuck !== undefined) checks.same("the machine's values are back after the namespaces", result.stuck, []);
}

async function verify({ full, named, small }: Staged, checks: Checks): Promise<void> {
  const before = readNamespaces(RUNNING_HOST);
  const start = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const reading = namespacesSince(before, readNamespaces(RUNNING_HOST), (performance.now() - start) / 1000);
  const all = byPressure(reading);
  const by = (inode: string) => all.find(({ namespace }) => namespace.inode === inode);
  const [first] = all;
  checks.say(
    `Namespaces: ${all.map(({ namespace, perSecond }) => `${namespaceName(namespace)} ${namespace.count} (${Math.round(perSecond ?? 0)}/s lost)`).join(", ")}`,
  );
  checks.same("the limit is one for all", reading.max, LOW);
  checks.same("the first is the full one", first?.namespace.inode, full.namespace);
  checks.that(
    "its count is the limit, or what early drop leaves of it",
    (first?.share ?? 0) >= 0.95 && (first?.share ?? 2) <= 1.01,
    `${first?.share}`,
  );
  checks.that(
    "it loses now what it is sent beyond",
    (first?.perSecond ?? 0) > 50 && (first?.perSecond ?? 0) < 150,
    `${first?.perSecond} a second`,
  );
  checks.same("its process", first?.namespace.process?.pid, full.pid);
  for (const [staged, count] of [
    [named, 300],
    [small, 40],
  ] as const) {
    const found = by(staged.namespace);
    checks.same(`${staged.namespace} counts`, [found?.namespace.count, found?.perSecond], [count, 0]);
  }
  checks.same(
    "the mounted one has its name",
    by(named.namespace) && namespaceName(by(named.namespace)?.namespace ?? first?.namespace ?? never()),
    `netns ${NAMED}`,
  );
  checks.same("the counters of another namespace are those that it has itself", await inside(named), by(named.namespace)?.namespace.count);
  const idle = all.find(({ namespace }) => namespace.mounts.some((mount) => mount.endsWith(`/${IDLE}`)))?.namespace;
  checks.same("the one without a process is there, and unread", [idle?.process, idle?.count], [null, null]);
  const command = idle ? readCommand(idle).replace(/^sudo /, "") : "false";
  checks.that(
    "the command that is given for it reads it",
    /^entries /.test(spawnSync("sh", ["-c", command], { encoding: "utf8" }).stdout),
    command,
  );
  const host = readHost(RUNNING_HOST);
  const { causes, plan, severity } = diagnose({ host, statistics: host.statistics ?? undefined, namespaces: reading });
  checks.same(
    "the diagnosis of the host names it",
    [causes[0]?.id, causes[0]?.confidence, severity, plan],
    ["other-namespace", "certain", "loss", null],
  );
  checks.that("by its process", causes[0]?.title.includes(`(process ${full.pid})`) === true, causes[0]?.title ?? "no cause");
}

/** What the namespace's own /proc says, entered by its process. */
async function inside({ pid }: Filled): Promise<number> {
  return Number(run("nsenter", ["-t", String(pid), "-n", "cat", "/proc/sys/net/netfilter/nf_conntrack_count"]));
}

function never(): never {
  throw new Error("no namespace was read");
}
