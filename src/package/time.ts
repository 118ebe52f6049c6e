// The time that packages carry: the same for the same sources.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Seconds since 1970: SOURCE_DATE_EPOCH, or that of the last commit, or the day of the last entry in the change log. */
export function sourceTime(root: string): number {
  const given = process.env["SOURCE_DATE_EPOCH"];
  if (given !== undefined && given !== "") {
    if (!/^\d{1,12}$/.test(given)) throw new Error(`SOURCE_DATE_EPOCH is a number of seconds, not "${given}"`);
    return Number(given);
  }
  try {
    return Number(execFileSync("git", ["log", "-1", "--format=%ct"], { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  } catch {
    const day = /^## \S+, (\d{4}-\d{2}-\d{2})$/m.exec(readFileSync(`${root}CHANGELOG.md`, "utf8"))?.[1];
    return Date.parse(`${day}T00:00:00Z`) / 1000;
  }
}
