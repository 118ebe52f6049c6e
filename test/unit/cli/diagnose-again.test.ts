// `diagnose --again`: an earlier reading held against a later one of the same host, and what is no such reading.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCli, type Cli } from "./cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = await buildCli();
});
afterAll(() => cli.remove());

interface State {
  readonly count?: number;
  readonly drop?: number;
  readonly early?: number;
  readonly max?: number;
  readonly uptime?: number;
  readonly name?: string;
  readonly boot?: string;
  readonly kernel?: string;
  readonly more?: Readonly<Record<string, string>>;
}

const hex = (value: number): string => value.toString(16).padStart(8, "0");

/** A host's /proc at some time; 1,000 entries fill its table. */
function host({
  count = 1000,
  drop = 500,
  early = 0,
  max = 1000,
  uptime = 1000,
  name = "gw",
  boot = "b-1",
  kernel = "6.12.0",
  more = {},
}: State): string {
  return cli.folder({
    uptime: `${uptime}.00 900.00\n`,
    "sys/kernel/hostname": `${name}\n`,
    "sys/kernel/osrelease": `${kernel}\n`,
    "sys/kernel/random/boot_id": `${boot}\n`,
    "sys/net/nf_conntrack_max": `${max}\n`,
    "sys/net/netfilter/nf_conntrack_max": `${max}\n`,
    "sys/net/netfilter/nf_conntrack_count": `${count}\n`,
    "net/stat/nf_conntrack": `entries  searched drop early_drop\n${hex(count)} 00000000 ${hex(drop)} ${hex(early)}\n`,
    ...more,
  });
}

/** The file of an earlier reading. */
async function earlier(state: State): Promise<string> {
  const { stdout } = await cli.run(["diagnose", "--proc", host(state), "--format=json"]);
  return join(cli.folder({ "before.json": stdout }), "before.json");
}

async function again(before: State, now: State): Promise<{ readonly text: string; readonly json: Record<string, unknown> }> {
  const file = await earlier(before);
  const proc = host(now);
  const { stdout: text, stderr } = await cli.run(["diagnose", "--proc", proc, "--again", file]);
  expect(stderr).toBe("");
  const { stdout } = await cli.run(["diagnose", "--proc", proc, "--again", file, "--format=json"]);
  return { text, json: JSON.parse(stdout).again };
}

describe("the same host later", () => {
  test("losses have ended, the limit was raised, and the cause is gone", async () => {
    const { text, json } = await again({}, { count: 1300, max: 4000, uptime: 1600 });
    expect(text).toContain("\nLosses have stopped: nothing was lost in the 10 min since the earlier reading.\n");
    expect(text).toContain("  - Entries: 1,300, 300 more than before\n");
    expect(text).toContain("  - net.netfilter.nf_conntrack_max changed from 1000 to 4000\n");
    expect(json).toMatchObject({ losses: "ended", lost: 0, seconds: 600, entries: { before: 1000, now: 1300 } });
  });

  test("losses go on, at a rate between the two", async () => {
    // 600 dropped and 300 thrown out in 300 s.
    const { text, json } = await again({}, { drop: 1100, early: 300, uptime: 1300 });
    expect(text).toContain("\nLosses continue: 900 in the 5 min since the earlier reading, 3 per second.\n");
    expect(text).toContain("  - drop: 600 more, 2 per second\n");
    expect(json).toMatchObject({ losses: "goes-on", lost: 900, counters: { early_drop: { count: 300, perSecond: 1 } }, settings: [] });
    expect(json["still"]).not.toEqual([]);
  });

  test("nothing was lost before, and losses have begun", async () => {
    const { json } = await again({ drop: 0, count: 10 }, { drop: 7, uptime: 1001 });
    expect(json).toMatchObject({ losses: "began", lost: 7, added: [{ id: "max-too-low" }] });
    expect((await again({ drop: 0, count: 10 }, { drop: 0, count: 12, uptime: 1001 })).json).toMatchObject({ losses: "none" });
  });

  test("started anew in between: no difference is made of counters that began at 0", async () => {
    const { text, json } = await again({ uptime: 90_000 }, { drop: 3, boot: "b-2", uptime: 60, kernel: "6.18.0" });
    expect(json).toMatchObject({ losses: "unknown", lost: null, counters: null });
    expect(text).toContain("The host was rebooted in between: its counters started at 0");
    expect(text).toContain("The kernel changed from 6.12.0 to 6.18.0");
  });

  test("counters that fell without a start are not taken for a difference", async () => {
    const { json } = await again({}, { drop: 3, uptime: 1100 });
    expect(json).toMatchObject({ losses: "unknown", notes: [expect.stringContaining("nf_conntrack was reloaded")] });
  });

  test("a name that was changed meanwhile is no other host", async () => {
    expect((await again({}, { name: "gateway", uptime: 1100 })).json).toMatchObject({ losses: "ended" });
  });
});

describe("what is not compared is refused, with the reason", () => {
  test.each<[string, State, string]>([
    ["another host", { name: "web", boot: "b-9", uptime: 1100 }, 'the earlier reading is from another host, "gw"; this is "web"'],
    ["the later one first", { uptime: 900, boot: "b-1" }, "the earlier reading is newer than this one"],
  ])("%s", async (_, now, why) => {
    const { code, stdout, stderr } = await cli.run(["diagnose", "--proc", host(now), "--again", await earlier({})]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(why);
  });

  test.each([
    ["text", "conntrack v1.4.7\n", "not JSON"],
    ["an empty file", "", "not JSON"],
    ["other JSON", '{"version":1,"files":[]}', "not the output of diagnose --format json"],
    ["a list", "[1,2]", "not the output of diagnose --format json"],
    ["null", "null", "not the output of diagnose --format json"],
    ["a later format", '{"version":2,"severity":"loss"}', "of format 2, but this program reads format 1"],
    ["odd parts", '{"version":1,"severity":"loss","causes":{},"evidence":7}', "not the output of diagnose --format json"],
  ])("%s", async (_, text, why) => {
    const file = join(cli.folder({ "x.json": text }), "x.json");
    const { code, stderr } = await cli.run(["diagnose", "--proc", host({}), "--again", file]);
    expect(code).toBe(2);
    expect(stderr).toContain(why);
  });

  test("no such file", async () => {
    const { code, stderr } = await cli.run(["diagnose", "--proc", host({}), "--again", "nowhere.json"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("no such file")]);
  });
});

test("parts that somebody has changed are passed over, and steer no terminal", async () => {
  const file = await earlier({});
  const data = JSON.parse(await import("node:fs").then(({ readFileSync }) => readFileSync(file, "utf8")));
  data.causes = [{ id: "max-too-low", title: "\u001b[31mred" }, { id: 7 }, null];
  data.evidence.host.statistics.cpus = [{ drop: 500, early_drop: "many", __proto__: 3 }];
  data.evidence.host.values["net/netfilter/nf_conntrack_\u202etxt"] = 1;
  writeFileSync(file, JSON.stringify(data));
  const { code, stdout } = await cli.run(["diagnose", "--proc", host({ uptime: 1100, count: 3, drop: 500 }), "--again", file]);
  expect(code).toBe(0);
  expect(stdout).toContain("nf_conntrack_\\u202etxt was 1 and is now missing");
  for (const unsafe of ["\u001b", "\u202e"]) expect(stdout).not.toContain(unsafe);
});

test("the namespaces of others count as well", async () => {
  const namespace = (drop: number): Readonly<Record<string, string>> => ({
    "70/net/stat/nf_conntrack": `entries  searched drop early_drop\n${hex(900)} 00000000 ${hex(drop)} 00000000\n`,
    "70/comm": "nginx\n",
  });
  const link = async (folder: string): Promise<string> => {
    const { mkdirSync, symlinkSync } = await import("node:fs");
    mkdirSync(join(folder, "70/ns"), { recursive: true });
    symlinkSync("net:[200]", join(folder, "70/ns/net"));
    return folder;
  };
  const before = await link(host({ drop: 0, count: 1, more: namespace(10) }));
  const { stdout } = await cli.run(["diagnose", "--proc", before, "--format=json"]);
  const file = join(cli.folder({ "before.json": stdout }), "before.json");
  const now = await link(host({ drop: 0, count: 1, uptime: 1010, more: namespace(35) }));
  const { stdout: text } = await cli.run(["diagnose", "--proc", now, "--again", file]);
  expect(text).toContain("Losses have started. nginx (process 70): 25 lost");
});
