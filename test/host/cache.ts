// The user's cache folder: what is downloaded or unpacked once and shared by all clones of this project.
import { homedir } from "node:os";
import { join, resolve } from "node:path";

export function cacheRoot(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const chosen = env["CONNTRACK_PLANNER_CACHE"];
  if (chosen) {
    return resolve(chosen);
  }
  if (platform === "win32") {
    return join(env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local"), "conntrack-planner");
  }
  if (platform === "darwin") {
    return join(homedir(), "Library", "Caches", "conntrack-planner");
  }
  return join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "conntrack-planner");
}

/** A folder in the cache; its name tells version and platform, so that another of either never meets this one. */
export function cacheFolder(name: string, version: string, flavour = `${process.platform}-${process.arch}`): string {
  return join(cacheRoot(), `${name}-${version}-${flavour}`);
}
