// Takes pictures of the workbench with the sample open, of a diagnosis, and of the running table where there is one. `screenshots.ts`: those of the
// README and of docs/editor.md, into media/screenshots, and the moving one.
// `screenshots.ts OUTDIR [NAME]`: every scene in every theme, wide and narrow, to be looked at; those with NAME in their name.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Page } from "playwright-core";
import { openCalculator } from "../e2e/calculator-page.ts";
import { beginCommand, clickAt, frameWith, hoverAt, hoverOf, openFile, runCommand } from "../e2e/workbench.ts";
import { runScript } from "./failure.ts";
import { projectRoot } from "./project.ts";
import { type Theme, themes } from "./settings.ts";
import { takeTour } from "./tour.ts";
import { type OpenOptions, startWorkbenchServer, type WorkbenchServer } from "./workbench.ts";
import { sampleFile, sampleFolder } from "./workspace.ts";

/** Milliseconds of the running table that a picture of it shows. */
const LIVE = 8000;

/** What a picture shows: brings a page with the sample open to that state. */
const scenes = {
  workbench: async (page: Page): Promise<void> => {
    await runCommand(page, "Problems: Focus on Problems View");
    await page.locator(".markers-panel .monaco-count-badge").first().waitFor();
    await page.keyboard.press("Control+1");
    await page.keyboard.press("ControlOrMeta+Home");
    await page.mouse.move(5, 5);
  },
  hover: async (page: Page): Promise<void> => {
    await hoverAt(page, "nf_conntrack_max");
  },
  finding: async (page: Page): Promise<void> => {
    await hoverAt(page, "nf_contrack");
  },
  "quick-fix": async (page: Page): Promise<void> => {
    await clickAt(page, "2097152");
    const fix = page.getByText("Set 2,097,152 buckets").first();
    // A workbench that has only just opened may close the menu again.
    for (let attempt = 0; attempt < 5 && !(await fix.isVisible()); attempt += 1) {
      await page.keyboard.press("ControlOrMeta+.");
      await fix.waitFor({ timeout: 2000 }).catch(() => undefined);
    }
    await fix.waitFor();
  },
  completion: async (page: Page): Promise<void> => {
    // Nothing is typed: a browser keeps what is not saved, and the next scene would show it.
    await clickAt(page, "nf_conntrack_helper");
    await page.keyboard.press("Control+Space");
    await page.locator(".suggest-widget .monaco-list-row").first().waitFor();
    await page.keyboard.press("Control+Space");
  },
  "rule-page": async (page: Page): Promise<void> => {
    await hoverAt(page, "2097152");
    await hoverOf(page).getByText("bucket-ratio").click();
    await page.locator(".tab", { hasText: "bucket-ratio" }).waitFor();
    await page.waitForTimeout(3000);
  },
  calculator: async (page: Page): Promise<void> => {
    await openCalculator(page);
    await runCommand(page, "View: Maximize Editor Group and Hide Side Bars");
    await page.mouse.move(5, 5);
    await page.waitForTimeout(1500);
  },
  drawings: async (page: Page): Promise<void> => {
    const frame = await openCalculator(page);
    await runCommand(page, "View: Maximize Editor Group and Hide Side Bars");
    await frame.locator("canvas").nth(2).scrollIntoViewIfNeeded();
    await page.waitForTimeout(1500);
  },
  diagnosis: async (page: Page): Promise<void> => {
    await openFile(page, "conntrack.txt");
    await beginCommand(page, "Conntrack: Diagnose Log...");
    const rows = page.locator(".quick-input-widget .monaco-list-row");
    await rows.filter({ hasText: "The active document" }).click();
    await page.locator(".tab", { hasText: "Diagnosis" }).waitFor();
    await beginCommand(page, "View: Maximize Editor Group and Hide Side Bars");
    await page.waitForTimeout(1500);
  },
  walkthrough: async (page: Page): Promise<void> => {
    await runCommand(page, "Conntrack: Walkthrough: nf_conntrack Table Full, What Now?");
    await page.locator(".getting-started-step").first().waitFor();
    await beginCommand(page, "View: Maximize Editor Group and Hide Side Bars");
    await page.waitForTimeout(1500);
  },
  "firewall-web": firewall,
  "firewall-haproxy": firewall,
  "firewall-docker": firewall,
  "firewall-gateway": firewall,
  "firewall-page": async (page) => {
    await firewall(page);
    await beginCommand(page, "View: Maximize Editor Group and Hide Side Bars");
    await page.waitForTimeout(1000);
  },
  live: async (page: Page): Promise<void> => {
    await runCommand(page, "Conntrack: Live Table");
    await beginCommand(page, "View: Maximize Editor Group and Hide Side Bars");
    const frame = await frameWith(page, "#headline");
    await frame.getByText("Read the table").first().click();
    await page.waitForTimeout(LIVE);
  },
  running: async (page: Page): Promise<void> => {
    await openFile(page, "host.sysctl");
    await beginCommand(page, "Conntrack: Change Target Kernel...");
    const rows = page.locator(".quick-input-widget .monaco-list-row");
    await rows.filter({ hasText: "This host" }).click();
    await rows.filter({ hasText: "This folder" }).click();
    await page
      .getByText(/now.5.days/)
      .first()
      .waitFor();
    await page.mouse.move(5, 5);
  },
  apply: async (page: Page): Promise<void> => {
    await beginCommand(page, "Conntrack: Apply to This Host...");
    await page.locator(".monaco-dialog-box").getByText("kernel.panic").first().waitFor();
    await page.mouse.move(5, 5);
  },
} satisfies Readonly<Record<string, (page: Page) => Promise<void>>>;

/** Rules and their page, side by side. */
async function firewall(page: Page): Promise<void> {
  await beginCommand(page, "Conntrack: Do I Need Tracking?");
  const rows = page.locator(".quick-input-widget .monaco-list-row");
  await rows.filter({ hasText: "The active document" }).click();
  await page.locator(".tab", { hasText: "Tracking" }).waitFor();
  await frameWith(page, "header .severity");
  // Side by side they want room.
  if ((page.viewportSize()?.width ?? 0) < 1000) await beginCommand(page, "View: Maximize Editor Group and Hide Side Bars");
  await page.mouse.move(5, 5);
  await page.waitForTimeout(1000);
}

/** What a scene begins with, where that is not the sample. */
const FILES: Readonly<Record<string, string>> = {
  "firewall-web": "web.nft",
  "firewall-haproxy": "haproxy.nft",
  "firewall-docker": "docker.rules",
  "firewall-gateway": "gateway.nft",
  "firewall-page": "gateway.nft",
  apply: "90-nat.sysctl",
};

/** The hosts of docs/firewall.md. */
function documented(): Readonly<Record<string, string>> {
  const text = readFileSync(join(projectRoot, "docs", "firewall.md"), "utf8");
  return Object.fromEntries([...text.matchAll(/```text file=(\S+)\n([\s\S]*?)```/g)].map(([, name = "", rules = ""]) => [name, rules]));
}

/** Scenes that show a running table; there is none everywhere. */
const NEEDS_TABLE: readonly string[] = ["live", "running", "apply"];

type Scene = keyof typeof scenes;

interface Shot extends OpenOptions {
  /** Without `.png`. */
  readonly name: string;
  readonly scene: Scene;
}

/** Small enough to be read on a page, and to stay under 200 kB. */
const readme: readonly Shot[] = [
  { name: "workbench-dark", scene: "workbench", theme: "dark", width: 1200, height: 720 },
  { name: "workbench-light", scene: "workbench", theme: "light", width: 1200, height: 720 },
  { name: "hover", scene: "hover", theme: "dark", width: 1000, height: 560 },
  { name: "quick-fix", scene: "quick-fix", theme: "light", width: 1000, height: 520 },
  { name: "calculator-dark", scene: "calculator", theme: "dark", width: 1200, height: 800 },
  { name: "firewall-dark", scene: "firewall-gateway", theme: "dark", width: 1400, height: 800 },
  { name: "drawings-light", scene: "drawings", theme: "light", width: 1200, height: 800 },
];

const running = existsSync("/proc/sys/net/netfilter/nf_conntrack_count");
const possible = (Object.keys(scenes) as Scene[]).filter((scene) => running || !NEEDS_TABLE.includes(scene));

const all: readonly Shot[] = possible.flatMap((scene) =>
  (Object.keys(themes) as Theme[]).flatMap((theme) =>
    [1400, 700, 370, 320].map((width): Shot => ({ name: `${scene}-${theme}-${width}`, scene, theme, width, height: 800 })),
  ),
);

async function take(workbench: WorkbenchServer, folder: string, shot: Shot): Promise<string> {
  const page = await workbench.open({ ...shot, file: FILES[shot.scene] ?? sampleFile });
  try {
    // Figures within the text move lines, so they come first.
    for (const part of shot.scene in FILES ? [] : [".squiggly-error", ".codelens-decoration"]) await page.locator(part).first().waitFor();
    await scenes[shot.scene](page);
    // Decorations of tabs and of the explorer follow a moment later.
    await page.waitForTimeout(500);
    const path = join(folder, `${shot.name}.png`);
    await page.screenshot({ path, animations: "disabled" });
    return path;
  } finally {
    await page.context().close();
  }
}

/** Values that few hosts run with. */
const HOST = [
  "# Applied by hand.",
  "net.netfilter.nf_conntrack_max = 1048576",
  "net.netfilter.nf_conntrack_buckets = 1048576",
  "net.netfilter.nf_conntrack_tcp_timeout_established = 86400",
  "net.netfilter.nf_conntrack_tcp_timeout_time_wait = 30",
  "net.netfilter.nf_conntrack_udp_timeout = 30",
  "",
].join("\n");

/** Not all of it is about connection tracking. */
const NAT = `${HOST}kernel.panic = 10\nvm.swappiness = 10\nnet.ipv4.ip_forward = 1\nnet.core.somaxconn = 4096\n`;

/** Web traffic, and two sources that nobody answers. */
function floodedTable(): string {
  const lines: string[] = [];
  const add = (head: string, source: string, destination: string, port: number, flags: string): void => {
    const reply = `src=${destination} dst=${source} sport=${port} dport=${20_000 + (lines.length % 40_000)}`;
    const [mark, end] = flags === "[UNREPLIED]" ? [" [UNREPLIED]", ""] : ["", ` ${flags}`];
    lines.push(
      `ipv4     2 ${head} src=${source} dst=${destination} sport=${20_000 + (lines.length % 40_000)} dport=${port}${mark} ${reply}${end} mark=0 zone=0 use=2`,
    );
  };
  for (let n = 0; n < 9000; n++)
    add(`udp      17 ${n % 30}`, n % 3 === 0 ? "203.0.113.77" : "203.0.113.9", `198.51.100.${n % 250}`, 53, "[UNREPLIED]");
  for (let n = 0; n < 4800; n++) add(`tcp      6 ${n % 120} TIME_WAIT`, `192.0.2.${n % 250}`, "198.51.100.10", 443, "[ASSURED]");
  for (let n = 0; n < 1500; n++)
    add(`tcp      6 ${431_000 + (n % 999)} ESTABLISHED`, `192.0.2.${n % 250}`, "198.51.100.10", 443, "[ASSURED]");
  for (let n = 0; n < 600; n++) add(`tcp      6 ${n % 120} SYN_SENT`, "203.0.113.9", `198.51.100.${n % 250}`, 22, "[UNREPLIED]");
  return `${lines.join("\n")}\n`;
}

await runScript(async () => {
  const [outside, wanted = ""] = process.argv.slice(2);
  const folder = outside === undefined ? join(projectRoot, "media", "screenshots") : resolve(outside);
  mkdirSync(folder, { recursive: true });
  const files = {
    [sampleFile]: readFileSync(join(sampleFolder, sampleFile)),
    "conntrack.txt": floodedTable(),
    "host.sysctl": HOST,
    "90-nat.sysctl": NAT,
    ...documented(),
  };
  const workbench = await startWorkbenchServer({ host: "node", files, settings: { "editor.minimap.enabled": false } });
  try {
    const shots = outside === undefined ? readme : all.filter(({ name }) => name.includes(wanted));
    if (outside === undefined || wanted === "tour") await takeTour(workbench, join(folder, "tour.gif"));
    for (const shot of shots) process.stdout.write(`${await take(workbench, folder, shot)}\n`);
  } finally {
    await workbench.stop();
  }
  return 0;
});
