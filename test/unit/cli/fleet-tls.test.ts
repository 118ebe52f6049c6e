// `fleet` and a server that encrypts: an authority of our own, a certificate of the client, and what is said where one is wrong.
import { readFileSync } from "node:fs";
import { createServer as createPlain, type RequestListener } from "node:http";
import { createServer, type ServerOptions } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerTo } from "../../fleet/answers.ts";
import { runFleetHere as run } from "./fleet-here.ts";

const END = 1_795_910_400;
const AT = ["--at", String(END), "--by", "pool"];
/** Made with openssl for these tests, and good until 2126; the names are .test ones. */
const path = (name: string): string => fileURLToPath(new URL(`../../fixtures/tls/${name}`, import.meta.url));
const pem = (name: string): string => readFileSync(path(name), "utf8");
const CA = ["--ca", path("ca.pem")];
const CLIENT = ["--cert", path("client.pem"), "--key", path("client.key")];

const host = { pool: "gw", host: "a", peaks: [{ entries: 7, at: END - 300 }], limit: 262_144 };
let seen: string[] = [];
const answers: RequestListener = (request, response) => {
  let body = "";
  request.on("data", (piece) => {
    body += piece;
  });
  request.on("end", () => {
    seen.push(body);
    response.end(answerTo(new URLSearchParams(body).get("query") ?? "", [host]));
  });
};

const own = { key: pem("server.key"), cert: pem("server.pem"), ca: pem("ca.pem") };
const servers: Server[] = [];
async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
const secure = (options: ServerOptions): Promise<number> => listen(createServer({ ...own, ...options }, answers));

const ports = { trusting: 0, asking: 0, older: 0, elsewhere: 0, plain: 0 };
beforeAll(async () => {
  const asks = { requestCert: true, rejectUnauthorized: true };
  ports.trusting = await secure({});
  ports.asking = await secure(asks);
  ports.older = await secure({ ...asks, maxVersion: "TLSv1.2" });
  ports.elsewhere = await secure({ key: pem("elsewhere.key"), cert: pem("elsewhere.pem") });
  ports.plain = await listen(createPlain(answers));
});
afterAll(async () => {
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
});

describe("a server that encrypts", () => {
  test("is asked where its authority is known, by address and by name", async () => {
    for (const name of ["127.0.0.1", "localhost"]) {
      const { code, stderr } = await run("--prometheus", `https://${name}:${ports.trusting}`, ...AT, ...CA);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    }
  });

  test.each(["asking", "older"] as const)("that wants a certificate gets it: %s", async (server) => {
    const { code, stdout } = await run("--prometheus", `https://127.0.0.1:${ports[server]}`, ...AT, ...CA, ...CLIENT, "--format", "json");
    expect([code, JSON.parse(stdout).pools[0].peak.entries]).toEqual([0, 7]);
  });

  test.each<[string, keyof typeof ports, readonly string[], RegExp]>([
    ["an authority that nobody knows", "trusting", [], /signed by an unknown CA; give the CA with --ca/],
    ["another name", "elsewhere", CA, /its certificate is for another name/],
    ["no certificate of this client", "older", CA, /requires a client certificate; give --cert and --key/],
    // In TLS 1.3 the refusal comes after the handshake, or the reset before it.
    ["no certificate of this client, TLS 1.3", "asking", CA, /requires a client certificate/],
    ["no TLS", "plain", CA, /does not use TLS; should the address start with http:\?/],
  ])("with %s is told in words, and told nothing", async (_what, server, args, words) => {
    seen = [];
    const { code, stdout, stderr } = await run("--prometheus", `https://127.0.0.1:${ports[server]}`, ...AT, ...args);
    expect([code, stdout, seen]).toEqual([2, "", []]);
    expect(stderr).toMatch(words);
  });

  test("and an address of http", async () => {
    const { code, stderr } = await run("--prometheus", `http://127.0.0.1:${ports.trusting}`, ...AT);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/check http or https/)]);
  });
});

test.each<[string, readonly string[], RegExp]>([
  ["a key as an authority", ["--ca", path("server.key")], /^--ca: the file contains no certificate in PEM format/],
  ["a key as a certificate", ["--cert", path("client.key"), "--key", path("client.key")], /^--cert: the file contains no certificate/],
  ["a certificate as a key", ["--cert", path("client.pem"), "--key", path("client.pem")], /^--key: the file contains no private key/],
  [
    "a key of another certificate",
    ["--cert", path("client.pem"), "--key", path("server.key")],
    /^--key does not match the certificate in --cert/,
  ],
])("%s is refused before anything is sent", async (_what, args, words) => {
  seen = [];
  const { code, stderr } = await run("--prometheus", `https://127.0.0.1:${ports.trusting}`, ...AT, ...args);
  expect([code, stderr, seen]).toEqual([2, expect.stringMatching(words), []]);
  expect(stderr).not.toMatch(/BEGIN|[A-Za-z0-9+/]{30}/);
});
