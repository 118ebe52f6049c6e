// Launches the Chromium that was found, headless, under Playwright's control.
import { type Browser, chromium } from "playwright-core";
import { findChromium } from "./chromium.ts";
import { Failure, messageOf } from "./failure.ts";

export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  const launch = (chromiumSandbox: boolean): Promise<Browser> =>
    chromium.launch({ executablePath, chromiumSandbox, env: { ...process.env, ...env } });
  // Chromium refuses its sandbox to root.
  const root = process.getuid?.() === 0;
  try {
    return await launch(!root);
  } catch (error) {
    if (!root && /No usable sandbox|sandbox.*(not|fail)/i.test(messageOf(error))) {
      // Some systems keep user namespaces from programs they do not know. Only our own server is shown here.
      return launch(false);
    }
    throw new Failure(`${executablePath} could not be started: ${firstLines(messageOf(error))}`);
  }
}

function firstLines(text: string): string {
  const lines = text.split("\n").filter((line) => /error|cannot|failed|denied|missing/i.test(line));
  return (lines.length > 0 ? lines : text.split("\n")).slice(0, 3).join(" ");
}
