// Finds a Chromium to drive: on Linux x64 the one inside an npm package, unpacked once into the cache;
// elsewhere, or when CHROME_PATH says so, one that is installed.
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { cacheFolder } from "./cache.ts";
import { ensureFolder } from "./complete-folder.ts";
import { Failure } from "./failure.ts";
import { installedVersion, projectRoot } from "./project.ts";

export interface Chromium {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

const packageName = "@sparticuz/chromium";

export async function findChromium(): Promise<Chromium> {
  const chosen = process.env["CHROME_PATH"];
  if (chosen) {
    if (!existsSync(chosen)) {
      throw new Failure(`CHROME_PATH names ${chosen}, and no such file exists.`);
    }
    return { executablePath: chosen, env: {} };
  }
  if (process.platform === "linux" && process.arch === "x64") {
    return unpackChromium();
  }
  const executablePath = installedBrowsers().find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Failure("No Chrome or Chromium was found: install one, or name its program in CHROME_PATH.");
  }
  return { executablePath, env: {} };
}

async function unpackChromium(): Promise<Chromium> {
  const folder = cacheFolder("chromium", installedVersion(packageName));
  const note = (text: string): void => void process.stderr.write(`${text}\n`);
  const archives = join(projectRoot, "node_modules", packageName, "bin");
  await ensureFolder({
    folder,
    note,
    build: async (part) => {
      note(`Chromium is unpacked once, to ${folder}: 200 MB, a few seconds.`);
      await inflateAll(
        readdirSync(archives).map((name) => join(archives, name)),
        part,
      );
    },
  });
  const env: Record<string, string> = {
    // It needs NSS, which a server seldom has. The system's own libraries would do as well.
    LD_LIBRARY_PATH: [join(folder, "al2023", "lib"), process.env["LD_LIBRARY_PATH"]].filter(Boolean).join(delimiter),
  };
  if (!existsSync("/etc/fonts/fonts.conf")) {
    env["FONTCONFIG_PATH"] = join(folder, "fonts");
  }
  return { executablePath: join(folder, "chromium"), env };
}

async function inflateAll(archives: readonly string[], target: string): Promise<void> {
  const { inflate } = await import("@sparticuz/chromium");
  // The package unpacks below the system's temporary folder, by names others share, and not atomically.
  // It asks for that folder once, before anything is awaited.
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = target;
  const work = archives.map((archive) => inflate(archive));
  if (before === undefined) {
    delete process.env["TMPDIR"];
  } else {
    process.env["TMPDIR"] = before;
  }
  await Promise.all(work);
}

function installedBrowsers(): readonly string[] {
  if (process.platform === "darwin") {
    return ["/Applications", join(homedir(), "Applications")].flatMap((folder) => [
      join(folder, "Google Chrome.app/Contents/MacOS/Google Chrome"),
      join(folder, "Chromium.app/Contents/MacOS/Chromium"),
      join(folder, "Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
    ]);
  }
  if (process.platform === "win32") {
    return ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
      .flatMap((name) => process.env[name] ?? [])
      .flatMap((folder) => [
        join(folder, "Google\\Chrome\\Application\\chrome.exe"),
        join(folder, "Chromium\\Application\\chrome.exe"),
        join(folder, "Microsoft\\Edge\\Application\\msedge.exe"),
      ]);
  }
  const names = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];
  return (process.env["PATH"] ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
}
