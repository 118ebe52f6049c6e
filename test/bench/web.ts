// The extension inside the web worker host: activation, which is fetching the one bundle, evaluating it and activate(). Against an
// extension that does nothing, and against another build of ours where BENCH_AGAINST names its folder. Evaluation alone is run
// many times in a worker of the same browser: compiling grows with the bundle, and of the rest only what is asked for is evaluated.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { launchBrowser } from "../host/browser.ts";
import { projectRoot } from "../host/project.ts";
import { makeTempFolder } from "../host/temp.ts";
import { figuresOf, inTurns, writeNothing } from "./in-host.ts";
import { ratios, spread, type Times } from "./measure.ts";
import { milliseconds, printTable, ratio } from "./table.ts";

const ROUNDS = 7;
const EVALUATIONS = 40;

export async function web(): Promise<void> {
  const nothing = makeTempFolder();
  try {
    writeNothing(nothing.path);
    const before = process.env["BENCH_AGAINST"];
    const builds = { ours: projectRoot, ...(before !== undefined && { before }) };
    await evaluation(builds);
    const runs = Object.entries({ ...builds, nothing: nothing.path }).map(([name, root]) => [
      name,
      () => figuresOf(root, "web", { host: "web" }),
    ]);
    const found = await inTurns(Object.fromEntries(runs), ROUNDS);
    const times = Object.entries(found).map(([name, all]): [string, Times] => [name, all.map(({ activation = Number.NaN }) => activation)]);
    print(`Activation inside the web worker host of VS Code (${ROUNDS} hosts each)`, times);
  } finally {
    nothing.remove();
  }
}

async function evaluation(builds: Readonly<Record<string, string>>): Promise<void> {
  const texts = Object.values(builds).map((root) => readFileSync(join(root, "dist", "web", "extension.js"), "utf8"));
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const found = await page.evaluate(
      ([worker, message]) =>
        new Promise<Times[]>((resolve, reject) => {
          const running = new Worker(URL.createObjectURL(new Blob([worker])));
          running.onmessage = ({ data }) => resolve(data);
          running.onerror = (event) => reject(new Error(event.message));
          running.postMessage(message);
        }),
      [WORKER, { texts, rounds: EVALUATIONS }] as const,
    );
    print(
      `Evaluation of the bundle in a worker, compiled anew each time (${EVALUATIONS} times each)`,
      Object.keys(builds).map((name, index): [string, Times] => [name, found[index] ?? []]),
    );
  } finally {
    await browser.close();
  }
}

function print(title: string, all: readonly (readonly [string, Times])[]): void {
  const [, ours = []] = all[0] ?? [];
  const least = (times: Times): number => spread(times).min;
  printTable(
    title,
    ["", "median, ms", "least, ms", "ours: times as long", "by the least"],
    all.map(([name, times]) => [
      name,
      milliseconds(times),
      least(times).toFixed(1),
      ratio(ratios(ours, times)),
      (least(ours) / least(times)).toFixed(2),
    ]),
  );
}

/** Stands in for all of `vscode`. A comment of its own keeps a text from being one that was compiled before. */
const WORKER = `
const handler = {
  get(target, name) {
    if (name === Symbol.toPrimitive) return () => "";
    return (target[name] ??= any());
  },
  apply: () => any(),
  construct: () => any(),
};
const any = () => new Proxy(function () {}, handler);
const vscode = any();
onmessage = ({ data: { texts, rounds } }) => {
  const found = texts.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, text] of texts.entries()) {
      const fresh = text + "\\n// " + round;
      const start = performance.now();
      new Function("module", "exports", "require", fresh)({ exports: {} }, {}, () => vscode);
      found[index].push(performance.now() - start);
    }
  }
  postMessage(found);
};
`;
