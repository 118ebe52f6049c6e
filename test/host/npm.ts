// Runs npm inside a folder of the cache, keeps its log, and turns what it says into one sentence.
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { startChild } from "./child.ts";
import { Failure } from "./failure.ts";
import { npmCommand, toolEnvironment } from "./toolchain.ts";

/** Runs npm in `cwd`; its output goes to `log`. Throws a `Failure` that says why when npm fails. */
export async function runNpm(args: readonly string[], cwd: string, log: string): Promise<void> {
  const npm = npmCommand();
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, "w");
  try {
    // Flags that the person's configuration, or the npm command we run under, might have set.
    const plain = ["--no-audit", "--no-fund", "--no-update-notifier", "--global=false", "--dry-run=false"];
    const child = startChild(npm.command, [...npm.args, ...args, ...plain], {
      cwd,
      env: toolEnvironment(),
      shell: npm.shell,
      stdio: ["ignore", output, output],
    });
    if ((await child.ended) !== 0) {
      throw new Failure(explain(readFileSync(log, "utf8"), log));
    }
  } finally {
    closeSync(output);
  }
}

function explain(text: string, log: string): string {
  const network =
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR|ENOTCACHED|CERT_\w+|SELF_SIGNED\w*)\b/;
  const reason = network.exec(text)?.[1];
  if (reason !== undefined) {
    const registry = process.env["npm_config_registry"];
    return `VS Code cannot be downloaded: the npm registry${registry ? ` ${registry}` : ""} is out of reach (${reason}).`;
  }
  if (/\bENOSPC\b/.test(text)) {
    return `VS Code cannot be installed: the disk is full (log: ${log}).`;
  }
  if (/\b(E404|ETARGET)\b/.test(text)) {
    return `VS Code cannot be downloaded: this npm registry does not carry the pinned code-server (log: ${log}).`;
  }
  return `VS Code cannot be installed: npm failed, and its log is ${log}.`;
}
