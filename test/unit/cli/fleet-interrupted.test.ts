// `fleet` in a terminal that somebody closes in the middle: progress is shown, Ctrl+C ends it at once, and nothing is left.
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { progressOn } from "../../../src/cli/fleet/progress.ts";
import { answerTo } from "../../fleet/answers.ts";
import { buildCli, type Cli } from "./cli.ts";
import { runFleetHere as run } from "./fleet-here.ts";

const END = 1_795_910_400;
const hosts = [{ pool: "gw", host: "a", peaks: [{ entries: 7, at: END - 300 }], limit: 262_144 }];

let server: Server;
let address = "";
/** Questions that are never answered, by a word in them. */
let silent = "";
let refused = "";
let closed = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => {
      body += piece;
    });
    request.on("end", () => {
      const query = new URLSearchParams(body).get("query") ?? "";
      if (refused !== "" && query.includes(refused)) response.writeHead(401).end();
      else if (query.includes(silent) && silent !== "") response.on("close", () => closed++);
      else response.end(answerTo(query, hosts));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const version = spawnSync("script", ["--version"], { encoding: "utf8" });
const hasTerminal = version.status === 0 && version.stdout.includes("util-linux");

describe.skipIf(!hasTerminal)("in a terminal (script of util-linux)", () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = await buildCli();
  });
  afterAll(() => cli.remove());

  test("Ctrl+C ends it with 130, the line of progress goes, and nothing is written", { timeout: 60_000 }, async () => {
    [silent, refused] = ["quantile_over_time", ""];
    const out = join(cli.folder({}), "out");
    const words = [process.execPath, cli.bundle, "fleet", "--prometheus", address, "--by", "pool", "--write", out];
    const command = words.map((word) => `'${word}'`).join(" ");
    const child = spawn("script", ["-qefc", command, "/dev/null"], { stdio: ["pipe", "pipe", "inherit"] });
    let screen = "";
    let pressed = false;
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      screen += text;
      if (pressed || !/1 host: \d+ of \d+ queries/.test(screen)) return;
      pressed = true;
      child.stdin.write("\x03");
    });
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect({ code, pressed, written: existsSync(out) }).toEqual({ code: 130, pressed: true, written: false });
    expect(screen).toMatch(/asking which hosts there are/);
    // The last thing that is drawn is an empty line.
    expect(screen.trimEnd().endsWith("\r\u001b[K")).toBe(true);
  });
});

test("after one refusal nobody waits for the other answers", async () => {
  [silent, refused, closed] = ["max_over_time((max", "quantile_over_time", 0];
  const { code, stderr } = await run("--prometheus", address, "--by", "pool", "--at", String(END));
  expect([code, stderr]).toEqual([2, expect.stringContaining("401")]);
  await expect.poll(() => closed).toBe(1);
});

describe("progress", () => {
  const drawnOn = (isTTY: boolean): string => {
    let drawn = "";
    const write = (text: string): boolean => {
      drawn += text;
      return true;
    };
    const progress = progressOn({ isTTY, write });
    progress.end();
    progress.show("a");
    progress.show("b");
    progress.end();
    progress.end();
    return drawn;
  };
  test("is one line of a terminal that goes away again", () => expect(drawnOn(true)).toBe("\r\x1b[Ka\r\x1b[Kb\r\x1b[K"));
  test("is nothing in a pipe or a file", () => expect(drawnOn(false)).toBe(""));
});
