// Loaded into the server's process before the server: when the process that started it is gone, whatever way it
// ended, our end of the stdin pipe closes, and the server's whole group and its folder go too.
import { rmSync } from "node:fs";
import { basename } from "node:path";

// Processes the server forks inherit this module, and must not act on it.
if (basename(process.argv[1] ?? "") === "server-main.js") {
  const folder = process.env["CONNTRACK_PLANNER_TETHERED_FOLDER"];
  delete process.env["CONNTRACK_PLANNER_TETHERED_FOLDER"];
  const end = (): void => {
    if (folder) {
      rmSync(folder, { recursive: true, force: true });
    }
    process.kill(process.platform === "win32" ? process.pid : -process.pid, "SIGKILL");
  };
  process.stdin.once("end", end);
  process.stdin.once("error", end);
  process.stdin.resume();
}
