// `fleet`: saved answers and a store of this test's own, in all their moods; what is told, and that no secret ever is.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { parsePlan } from "../../../src/core/plan/index.ts";
import { answerTo, type StoredHost } from "../../fleet/answers.ts";
import { runFleetHere as run } from "./fleet-here.ts";

const DAY = 86400;
const END = 1_795_910_400;
const AT = ["--at", "2026-11-29T00:00Z", "--by", "pool"];

function stored(count: number): readonly StoredHost[] {
  return Array.from({ length: count }, (_, index) => ({
    pool: index % 2 === 0 ? "gw" : "nat",
    host: `node-${index}`,
    peaks: Array.from({ length: 30 }, (__, day) => ({ entries: 100_000 + index, at: END - (29 - day) * DAY - 300 })),
    limit: index === 4 ? 131_072 : 262_144,
    ...(index === 5 ? {} : { lost: { drop: index === 3 ? 7 : 0, early_drop: 0, insert_failed: 0 } }),
  }));
}

type Answerer = (query: string, request: IncomingMessage, response: ServerResponse, attempt: number) => void;

let folder = "";
let server: Server;
let address = "";
let answer: Answerer;
let seen: { readonly method: string; readonly headers: IncomingMessage["headers"] }[] = [];

const usual: Answerer = (query, _request, response) => {
  response.end(answerTo(query, stored(8)));
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ctp-fleet-"));
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => {
      body += piece;
    });
    request.on("end", () => {
      seen.push({ method: request.method ?? "", headers: request.headers });
      const [, inUrl = ""] = (request.url ?? "").split("?");
      answer(new URLSearchParams(body || inUrl).get("query") ?? "", request, response, seen.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  answer = usual;
  seen = [];
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});
answer = usual;

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const raw = (metric: string, values: readonly (readonly [number, number])[], labels: object = {}): object => ({
  metric: { __name__: metric, instance: "a:9100", job: "node", ...labels },
  values: values.map(([time, value]) => [time, String(value)]),
});
const matrix = (...result: readonly object[]): string => JSON.stringify({ status: "success", data: { resultType: "matrix", result } });

describe("a store", () => {
  test("is asked, and pools and hosts are told", async () => {
    const { code, stdout, stderr } = await run("--prometheus", address, ...AT, "--format", "json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { pools, range, notes } = JSON.parse(stdout);
    expect(range).toEqual({ from: "2026-10-30T00:00:00Z", to: "2026-11-29T00:00:00Z", window: DAY, step: 300 });
    expect(pools.map(({ pool, peak }: { pool: string; peak: object }) => [pool, peak])).toEqual([
      ["gw", { entries: 100_006, at: "2026-10-30T23:55:00Z", host: "node-6" }],
      ["nat", { entries: 100_007, at: "2026-10-30T23:55:00Z", host: "node-7" }],
    ]);
    const hosts = pools.flatMap(({ hosts: all }: { hosts: { host: string }[] }) => all);
    const named = (name: string) => hosts.find(({ host }: { host: string }) => host === name);
    expect(named("node-4")).toMatchObject({ drifts: true, limit: 131_072, chosenBy: "kube-proxy", kernelChoice: 262_144 });
    expect(named("node-3").losses).toMatchObject({ dropped: 7, full: true });
    expect(named("node-5").losses).toBeNull();
    expect(hosts.filter(({ drifts }: { drifts: boolean }) => drifts).length).toBe(1);
    expect(notes.join()).toMatch(/clock/);
    expect(seen.every(({ method }) => method === "POST")).toBe(true);
  });

  test("in words", async () => {
    const { code, stdout } = await run("--prometheus", address, ...AT);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^8 hosts in 2 pools, 2026-10-30 00:00 to 2026-11-29 00:00 UTC\n/);
    expect(stdout).toContain("node-3: 7 packets dropped because the table was full, between 2026-11-28 00:00 and 2026-11-29 00:00");
    expect(stdout).toContain("node-4: 131,072, what kube-proxy sets for 4 CPUs");
    expect(stdout).toContain("Losses unknown on 1 host: no counters");
  });

  test("--fail-at makes a full host an exit code of 1", async () => {
    // 100,004 of 131,072 are 76.3 %.
    expect((await run("--prometheus", address, ...AT, "--fail-at", "76")).code).toBe(1);
    expect((await run("--prometheus", address, ...AT, "--fail-at", "77 %")).code).toBe(0);
  });

  test("that lets only GET through is asked so", async () => {
    answer = (query, request, response, attempt) => {
      if (request.method === "POST") response.writeHead(405).end();
      else usual(query, request, response, attempt);
    };
    expect((await run("--prometheus", address, ...AT)).code).toBe(0);
    expect(seen.filter(({ method }) => method === "POST").length).toBe(1);
  });

  test("that is busy is asked again when it says", async () => {
    answer = (query, request, response, attempt) => {
      if (attempt % 3 !== 0) response.writeHead(attempt % 2 ? 429 : 503, { "Retry-After": "0" }).end("busy");
      else usual(query, request, response, attempt);
    };
    expect((await run("--prometheus", address, ...AT, "--parallel", "1")).code).toBe(0);
  });

  test.each<[string, Answerer, RegExp]>([
    ["wrong credentials", (_q, _r, response) => response.writeHead(401).end("no"), /401, authentication required; give --bearer-file/],
    ["no right to ask", (_q, _r, response) => response.writeHead(403).end(), /403, access denied/],
    [
      "a login",
      (_q, _r, response) => response.writeHead(302, { Location: "https://sso.example/?state=abc" }).end(),
      /302, it redirects to sso\.example, such as to a login page/,
    ],
    ["HTML", (_q, _r, response) => response.end("<!DOCTYPE html><title>Sign in</title>"), /200, an HTML page instead of JSON/],
    [
      "another path",
      (_q, _r, response) => response.writeHead(404).end("404 page not found"),
      /404, \/api\/v1\/query not found at this address/,
    ],
    ["no JSON", (_q, _r, response) => response.end("{"), /not JSON of the Prometheus query interface/],
    ["nothing", (_q, _r, response) => response.end(), /an empty answer/],
    ["an error of its own", (_q, _r, response) => response.writeHead(500).end("oops"), /it answered 500/],
  ])("with %s is told in words", async (_name, how, words) => {
    answer = how;
    const { code, stderr, stdout } = await run("--prometheus", address, ...AT);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(words);
    expect(stderr).not.toContain("abc");
  });

  test("whose connection ends in the middle, and that takes too long", async () => {
    answer = (_query, request) => request.socket.destroy();
    expect((await run("--prometheus", address, ...AT)).stderr).toMatch(/connection was reset/);
    answer = () => {};
    expect((await run("--prometheus", address, ...AT, "--timeout", "0.2")).stderr).toMatch(/no answer within 0\.2 s/);
    expect((await run("--prometheus", "http://127.0.0.1:1", ...AT)).stderr).toMatch(/nothing listens at this address/);
  });

  test("with limits is asked for less, and told where even a single host is too much", async () => {
    answer = (query, request, response, attempt) => {
      if (query.includes("65536") && !/node-\d"/.test(query)) {
        const error = "query processing would load too many samples into memory in query execution";
        response.writeHead(422).end(JSON.stringify({ status: "error", errorType: "execution", error }));
      } else usual(query, request, response, attempt);
    };
    const { code, stdout } = await run("--prometheus", address, ...AT, "--format", "json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout).pools[0].peak.entries).toBe(100_006);
  });

  test("without such hosts is told what may be missing", async () => {
    answer = (query, request, response, attempt) => {
      if (query === "time()") usual(query, request, response, attempt);
      else response.end(answerTo(query, []));
    };
    const { code, stderr } = await run("--prometheus", address, ...AT);
    expect([code, stderr]).toEqual([2, expect.stringContaining("no node_nf_conntrack_entries in this range")]);
  });
});

describe("secrets", () => {
  const env = ["CONNTRACK_PROMETHEUS_TOKEN", "CONNTRACK_PROMETHEUS_BASIC", "CONNTRACK_PROMETHEUS_HEADERS"] as const;
  afterEach(() => {
    for (const name of env) delete process.env[name];
  });

  test("come from files and the environment, and go along", async () => {
    await run("--prometheus", address, ...AT, "--bearer-file", file("token", "t0ken\n"), "--tenant", "blue");
    expect(seen[0]?.headers).toMatchObject({ authorization: "Bearer t0ken", "x-scope-orgid": "blue" });
    seen = [];
    process.env["CONNTRACK_PROMETHEUS_BASIC"] = "user:pass:word";
    process.env["CONNTRACK_PROMETHEUS_HEADERS"] = "X-One: 1\nX-Two:two";
    await run("--prometheus", address, ...AT);
    expect(seen[0]?.headers).toMatchObject({ authorization: `Basic ${btoa("user:pass:word")}`, "x-one": "1", "x-two": "two" });
  });

  /** Whatever a server does with what it was sent, none of it is printed. */
  test("are never printed, however the server repeats them", async () => {
    const random = Array.from({ length: 24 }, (_, index) =>
      `s${(index * 2654435761) % 4294967296}é"'<&%${index}`.replaceAll("é", index % 2 ? "e" : "x"),
    );
    const forms = [
      (text: string) => text,
      (text: string) => encodeURIComponent(text),
      (text: string) => btoa(text),
      (text: string) => JSON.stringify(text),
      (text: string) => `Authorization: Basic ${btoa(`user:${text}`)}`,
    ];
    for (const [index, secret] of random.entries()) {
      const form = forms[index % forms.length] ?? String;
      const echo = form(secret);
      const kind = index % 4;
      answer = (query, request, response, attempt) => {
        if (kind === 0) response.writeHead(401).end(JSON.stringify({ status: "error", errorType: "auth", error: `bad: ${echo}` }));
        else if (kind === 1) response.writeHead(400).end(JSON.stringify({ status: "error", errorType: "bad_data", error: echo }));
        else if (kind === 2) response.writeHead(302, { Location: `https://sso.example/${encodeURIComponent(echo)}` }).end(echo);
        else response.end(JSON.stringify({ ...JSON.parse(answerTo(query, stored(2))), warnings: [echo] }));
        void request;
        void attempt;
      };
      const how =
        index % 3 === 0
          ? ["--bearer-file", file("secret", secret)]
          : index % 3 === 1
            ? ["--basic-file", file("secret", `user:${secret}`)]
            : ["--header-file", file("secret", `X-Secret: ${secret}`)];
      const { stdout, stderr } = await run("--prometheus", address, ...AT, ...how);
      for (const printed of [stdout, stderr])
        for (const hidden of [secret, echo, btoa(secret), encodeURIComponent(secret)]) expect(printed).not.toContain(hidden);
    }
  });

  test.each([
    ["https://user:pass@prom.example", /others can see in the process list/],
    ["https://prom.example/?token=pass", /a part after \?/],
    ["ftp://prom.example/pass", /is not an address such as/],
    ["user:pass@prom.example:9090", /is not an address such as/],
  ])("in an address are refused and not repeated: %s", async (url, words) => {
    const { code, stderr } = await run("--prometheus", url, ...AT);
    expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
    if (!url.startsWith("ftp")) expect(stderr).not.toContain("pass@");
    if (url.includes("token=")) expect(stderr).not.toContain("token=pass");
  });

  test("that make no sense are refused", async () => {
    const said = async (...args: readonly string[]) => (await run("--prometheus", address, ...AT, ...args)).stderr;
    expect(await said("--bearer-file", join(folder, "none"))).toMatch(/none/);
    expect(await said("--bearer-file", file("empty", "\n"))).toMatch(/the file is empty/);
    expect(await said("--bearer-file", file("two", "a\nb"))).toMatch(/not allowed in an HTTP header/);
    expect(await said("--basic-file", file("plain", "no-colon"))).toMatch(/must contain user:password/);
    expect(await said("--header-file", file("odd", "no colon here"))).toMatch(/a line that is not Name: value/);
    expect(await said("--cert", file("cert", "x"))).toMatch(/--cert and --key must be given together/);
    expect(await said("--bearer-file", file("b", "t"), "--basic-file", file("c", "a:b"))).toMatch(/either a bearer token or a password/);
    expect(seen).toEqual([]);
  });
});

describe("--from", () => {
  const hour = (index: number): number => END - 3600 * (240 - index);

  test("plain series of an exporter: peaks, losses over a reset, a changed limit, a memory and a kernel", async () => {
    const entries = Array.from({ length: 241 }, (_, index) => [hour(index), index === 100 ? 9000 : 1000 + (index % 24)] as const);
    const drops = Array.from({ length: 241 }, (_, index) => [hour(index), index < 50 ? 5 : index < 120 ? 12 : 3] as const);
    const path = file(
      "raw.json",
      matrix(
        raw("node_nf_conntrack_entries", entries),
        raw(
          "node_nf_conntrack_entries_limit",
          entries.map(([time], index) => [time, index < 10 ? 8192 : 16_384] as const),
        ),
        raw("node_nf_conntrack_stat_drop", drops),
        raw(
          "node_memory_MemTotal_bytes",
          entries.map(([time]) => [time, 512 * 2 ** 20] as const),
        ),
        raw(
          "node_uname_info",
          entries.map(([time]) => [time, 1] as const),
          { release: "6.1.0-50-amd64", machine: "x86_64" },
        ),
      ),
    );
    const { stdout, code } = await run("--from", path, "--format", "json");
    expect(code).toBe(0);
    const [pool] = JSON.parse(stdout).pools;
    expect(pool.peak).toEqual({ entries: 9000, at: new Date(hour(100) * 1000).toISOString().replace(".000Z", "Z"), host: "a:9100" });
    // 7 more, then from 12 to 3 by way of 0: 10 in all.
    expect(pool.hosts[0]).toMatchObject({ limit: 16_384, limitChanges: 1, now: 1000, losses: { dropped: 10 }, kernel: "6.1.0-50-amd64" });
    // (2^29 / 16384) / 8 = 4096 buckets, and as many entries since 5.15.
    expect(pool.hosts[0].kernelChoice).toBe(4096);
  });

  test("answers to what --show-queries prints say the same as the store", async () => {
    const shown = await run("--show-queries", ...AT);
    const commands = [...shown.stdout.matchAll(/-o (\S+\.json)[^']*'query=([^']*)'/g)];
    expect(commands.length).toBe(16);
    const files = commands.map(([, name = "", query = ""]) => file(name, answerTo(query, stored(8))));
    const [first = "", ...others] = files;
    const saved = JSON.parse((await run("--from", first, ...others, "--format", "json")).stdout);
    const asked = JSON.parse((await run("--prometheus", address, ...AT, "--format", "json")).stdout);
    expect({ ...saved, notes: [] }).toEqual({ ...asked, notes: [] });
    expect(seen.length).toBeGreaterThan(0);
  });

  test("values that are no numbers are counted and said", async () => {
    const values = [
      [END - 600, "12"],
      [END - 300, "NaN"],
      [END, "+Inf"],
    ];
    const path = file(
      "odd.json",
      JSON.stringify({ status: "success", data: { resultType: "matrix", result: [{ ...raw("node_nf_conntrack_entries", []), values }] } }),
    );
    const { stdout, code } = await run("--from", path);
    expect(code).toBe(0);
    expect(stdout).toContain("2 values were ignored (NaN, infinite or negative)");
  });

  test.each([
    ["<html>", /an HTML page, not JSON/],
    ["{", /not JSON/],
    ["[]", /not an answer of \/api\/v1\/query/],
    ['{"status":"success","data":["instance"]}', /names, not values/],
    ['{"status":"error","errorType":"timeout","error":"query timed out"}', /the store returned an error: query timed out/],
    [matrix(), /no node_nf_conntrack_entries in this file/],
    [matrix(raw("node_nf_conntrack_entries", [[END, 1]])), /one value per host is not enough/],
  ])("%j is told apart", async (text, words) => {
    const { code, stderr } = await run("--from", file("wrong.json", text));
    expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
  });
});

describe("what is left to be kept", () => {
  const asked = (...args: readonly string[]) => run("--prometheus", address, ...AT, ...args);

  test("CSV: a row a host, empty where nothing is known, and no formulas", async () => {
    answer = (query, _request, response) => {
      response.end(answerTo(query, [...stored(8), { ...(stored(1)[0] as StoredHost), host: '=cmd|"x"' }]));
    };
    const { stdout } = await asked("--format", "csv");
    const [head = "", ...rows] = stdout.trimEnd().split("\n");
    const columns = head.split(",");
    expect(rows.length).toBe(9);
    const cell = (host: string, column: string) => rows.find((row) => row.includes(`,${host},`))?.split(",")[columns.indexOf(column)];
    expect([cell("node-3", "peak"), cell("node-3", "dropped"), cell("node-5", "dropped"), cell("node-4", "drifts")]).toEqual([
      "100003",
      "7",
      "",
      "true",
    ]);
    expect(stdout).toContain(`"'=cmd|""x"""`);
  });

  test("Markdown: drawings in it, and names of others stay text", async () => {
    answer = (query, _request, response) => {
      response.end(
        answerTo(
          query,
          stored(8).map((host, index) => ({ ...host, pool: index < 4 ? "<b>|`x`" : "nat" })),
        ),
      );
    };
    const { stdout } = await asked("--format", "markdown");
    const drawings = stdout.match(/<svg .*?<\/svg>/gs) ?? [];
    expect(drawings.length).toBe(3);
    for (const drawing of drawings) expect(drawing).not.toMatch(/\n\n|<b>|<script/);
    expect(stdout.replace(/<svg .*?<\/svg>/gs, "")).not.toMatch(/(?<!\\)<b>|(?<!\\)`x/);
    expect(stdout).toContain("net.netfilter.nf_conntrack_max = 262144\n");
  });

  test("--root holds hosts against the files of their pool", async () => {
    const root = join(folder, "roots");
    mkdirSync(join(root, "gw/etc/sysctl.d"), { recursive: true });
    writeFileSync(join(root, "gw/etc/sysctl.d/90-conntrack.conf"), "net.netfilter.nf_conntrack_max = 131072\n");
    mkdirSync(join(root, "gw/var/lib/kube-proxy"), { recursive: true });
    const config = `kind: KubeProxyConfiguration\na: ${"a".repeat(1_000_000)}\n`;
    writeFileSync(join(root, "gw/var/lib/kube-proxy/config.yaml"), config);
    const { stdout } = await asked("--root", root, "--format", "json");
    const { pools, notes } = JSON.parse(stdout);
    expect(pools.map(({ expectedLimit }: { expectedLimit: object }) => expectedLimit)).toEqual([{ limit: 131_072, from: "files" }, null]);
    const drifting = pools[0].hosts.filter(({ drifts }: { drifts: boolean }) => drifts).map(({ host }: { host: string }) => host);
    expect(drifting).toEqual(["node-0", "node-2", "node-6"]);
    expect(notes.join()).toContain("--root has no folder for nat");
    expect(notes.join()).toContain("gw/var/lib/kube-proxy/config.yaml: the structure of its YAML or JSON, only its lines");
  });

  test("--write: plans that are read back, settings, tasks and rules; written once", async () => {
    const to = join(folder, "out");
    expect((await asked("--write", to)).stderr).toContain("7 files written");
    const text = (name: string) => readFileSync(join(to, name), "utf8");
    const plan = parsePlan(text("gw.conntrack-plan.json"));
    expect("state" in plan && plan.state.max).toMatchObject({ value: 262_144, origin: "typed" });
    // 100,006 / 0.75 is 133,342; the kernel's own 262,144 is there already, and is not lowered.
    expect(text("90-conntrack-gw.conf")).toMatch(
      /^# gw: 100,006 entries at most, on node-6, 2026-10-30 23:55 UTC\nnet\.netfilter\.nf_conntrack_max = 262144\n/,
    );
    expect(text("gw.ansible.yml")).toContain('{ name: net.netfilter.nf_conntrack_max, value: "262144" }');
    const rules = text("conntrack.rules.yml");
    for (const alert of [
      "ConntrackOver75Percent",
      "ConntrackOver90Percent",
      "ConntrackFull",
      "ConntrackDropsForRoom",
      "ConntrackEvictions",
      "ConntrackInsertFailed",
    ])
      expect(rules).toContain(`- alert: ${alert}\n`);
    expect((await asked("--write", to)).stderr).toContain("0 files written, 7 unchanged");
  });
});

test.each([
  [[], /fleet needs --prometheus URL/],
  [["--prometheus", "http://a.example", "--from", "x"], /give only one of them/],
  [["--prometheus", "http://a.example", "x"], /takes no "x"/],
  [["--from", "x", "--match", "up"], /--match "up" is not valid/],
  [["--from", "x", "--by", "a b"], /--by "a b" is not a label name/],
  [["--show-queries", "--range", "1y"], /--range "1y" is not a time/],
  [["--show-queries", "--range", "1m"], /a range must be from 10 min/],
  [["--show-queries", "--step", "7m"], /a step divides 1 day/],
  [["--from", "x", "--at", "yesterday"], /--at "yesterday" is not a time/],
  [["--from", "x", "--fail-at", "many"], /--fail-at "many" is not a percentage/],
  [["--from", "x", "--headroom", "99 %"], /--headroom "99 %" is not a share/],
])("%j is wrong use", async (args, words) => {
  const { code, stderr } = await run(...args);
  expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
});

test("--show-queries sends nothing, and prints what a shell can run", async () => {
  const { stdout, code } = await run("--show-queries", "--prometheus", address, "--match", `{a="it's"}`, ...AT);
  expect(code).toBe(0);
  expect(seen).toEqual([]);
  expect(stdout).toContain(`{a="it'\\''s"}`);
});
