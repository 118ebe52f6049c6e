// The kernel of a host: version, architecture, timer ticks, as its files tell them.
import { machine } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { LIMITS } from "../core/language/index.ts";
import { type Roots, RUNNING_HOST, readSmall, readSmallBytes, textOr } from "./roots.ts";

/** With the patch level that Debian and Ubuntu put elsewhere than uname does: behind the build number; before it stands the compiler's. */
export function readRelease({ proc }: Roots): string | null {
  const debian = debianRelease(textOr(readSmall(proc, "version")) ?? "");
  const ubuntu = textOr(readSmall(proc, "version_signature"))?.trim().split(" ").at(-1);
  return debian ?? ubuntu ?? textOr(readSmall(proc, "sys/kernel/osrelease"))?.trim() ?? null;
}

function debianRelease(version: string): string | undefined {
  const build = /#\d{1,9} /.exec(version);
  const behind = build ? version.slice(build.index) : "";
  return [...behind.matchAll(/\bDebian (\d{1,9}\.\d{1,9}\.\d{1,9})/g)].at(-1)?.[1];
}

/** As uname -m prints it. The file came with 6.1; without it only the running host can be asked. */
export function readArch(roots: Roots): string | null {
  return textOr(readSmall(roots.proc, "sys/kernel/arch"))?.trim() ?? (roots === RUNNING_HOST ? machine() : null);
}

/** From the build options where they can be read, or from the tick counter that root can see. */
export function readHz(roots: Roots): number | null {
  const release = textOr(readSmall(roots.proc, "sys/kernel/osrelease"))?.trim() ?? "";
  const options = readConfig(join(roots.proc, "config.gz")) ?? (roots.boot && textOr(readSmall(roots.boot, `config-${release}`)));
  const configured = Number(/^CONFIG_HZ=(\d{2,4})$/m.exec(options || "")?.[1]);
  return configured > 0 ? configured : hzFromTicks(textOr(readSmall(roots.proc, "timer_list")) ?? "");
}

function readConfig(path: string): string | undefined {
  const packed = readSmallBytes(path);
  if ("error" in packed) return undefined;
  try {
    return gunzipSync(packed.bytes, { maxOutputLength: LIMITS.unpackedBytes }).toString("utf8");
  } catch {
    return undefined;
  }
}

/** On 64 bits the tick counter starts 300 s before 2^32 (INITIAL_JIFFIES), so one reading of it and of the clock tells HZ. */
function hzFromTicks(timerList: string): number | null {
  const seconds = Number(/^now at (\d{1,19}) nsecs/m.exec(timerList)?.[1]) / 1e9;
  const ticks = Number(/^jiffies: (\d{1,19})/m.exec(timerList)?.[1]);
  const hz = (ticks - 2 ** 32) / (seconds - 300);
  return [100, 250, 300, 1000].find((known) => Math.abs(hz / known - 1) < 0.01) ?? null;
}
