// A store made up on the spot, for as many hosts as nobody wants to write a history for: what they cost, and how many questions.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { answerTo, type StoredHost } from "./answers.ts";
import { DAY, STEP } from "./model.ts";
import { type RanFleet, runFleet } from "./run-fleet.ts";

export async function askMadeUp(hosts: number, end: number, days: number): Promise<RanFleet & { readonly asked: number }> {
  const stored: StoredHost[] = Array.from({ length: hosts }, (_, index) => ({
    pool: `pool-${index % 50}`,
    host: `node-${index}.example.net:9100`,
    peaks: Array.from({ length: days }, (__, day) => ({
      entries: 50_000 + ((index * 7919 + day * 104_729) % 20_000),
      at: end - (days - 1 - day) * DAY - STEP,
    })),
    limit: 262_144,
    lost: { drop: 0, early_drop: 0, insert_failed: 0 },
  }));
  let asked = 0;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => {
      body += piece;
    });
    request.on("end", () => {
      asked++;
      response.end(answerTo(new URLSearchParams(body).get("query") ?? "", stored));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ran = await runFleet(["--prometheus", `http://127.0.0.1:${port}`, "--by", "pool", "--at", String(end), "--format", "csv"]);
  server.close();
  return { ...ran, asked };
}
