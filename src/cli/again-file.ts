// --again FILE: an earlier `diagnose --format json`, read back. Of anybody's making: each part is looked at.
import { type Counters, type KeptHost, type KeptReading, lossesIn } from "../core/diagnosis/index.ts";
import { readFileText } from "../linux/index.ts";
import { UsageError } from "./usage-error.ts";
import { quoted } from "./visible.ts";

type Fields = Readonly<Record<string, unknown>>;

const VERSION = 1;
const MOST = 4096;
const COUNTER = /^[a-z_]{3,20}$/;

/** Throws UsageError with what is wrong with the file. */
export function readAgain(path: string): KeptReading {
  const wrong = (what: string): UsageError => new UsageError(`--again ${quoted(path)}: ${what}`);
  const read = readFileText(path);
  if ("problem" in read) throw wrong(read.problem);
  let data: unknown;
  try {
    data = JSON.parse(read.text);
  } catch {
    throw wrong("not JSON; give the output of an earlier diagnose --format json");
  }
  const whole = fields(data);
  const version = whole["version"];
  if (typeof version === "number" && version !== VERSION) throw wrong(`of format ${version}, but this program reads format ${VERSION}`);
  const reading = version === VERSION ? keptOf(whole) : undefined;
  if (!reading) throw wrong("not the output of diagnose --format json");
  return reading;
}

/** The output of `live --format json` holds the same, a level deeper. */
function keptOf(whole: Fields): KeptReading | undefined {
  const live = "diagnosis" in whole;
  const diagnosis = live ? fields(whole["diagnosis"]) : whole;
  const evidence = live ? whole : fields(whole["evidence"]);
  const severity = (["loss", "pressure", "fine", "unknown"] as const).find((one) => one === diagnosis["severity"]);
  if (!severity || !Array.isArray(diagnosis["causes"]) || !(live || "evidence" in whole)) return undefined;
  const host = "host" in evidence ? fields(evidence["host"]) : undefined;
  const { "net/netfilter/nf_conntrack_count": counted, ...settings } = {
    ...numbers(fields(evidence["log"])["settings"]),
    ...numbers(evidence["settings"]),
    ...numbers(host?.["values"]),
  };
  const changes = "changes" in evidence && evidence["changes"] !== null ? fields(evidence["changes"]) : undefined;
  return {
    host: host && hostOf(host),
    severity,
    count: number(host?.["count"]) ?? counted ?? null,
    max: number(host?.["max"]) ?? settings["net/netfilter/nf_conntrack_max"] ?? null,
    settings,
    statistics: statisticsOf(fields(evidence["statistics"] ?? host?.["statistics"])),
    lostPerSecond: changes ? lossesIn((id) => number(fields(changes[id])["perSecond"]) ?? 0) : null,
    causes: list(diagnosis["causes"]).flatMap((cause) => {
      const [id, title] = [text(cause["id"]), text(cause["title"])];
      return id === null || title === null ? [] : [{ id, title }];
    }),
    namespaces: list(fields(evidence["namespaces"])["namespaces"]).flatMap((one) => {
      const [inode, name, lost] = [text(one["inode"]), text(one["name"]), number(one["lost"])];
      return inode === null || name === null || lost === null || one["own"] === true
        ? []
        : [{ inode, name, lost, count: number(one["count"]) }];
    }),
  };
}

function hostOf(host: Fields): KeptHost {
  const identity = fields(host["identity"]);
  return {
    at: text(identity["at"]),
    name: text(identity["name"]),
    boot: text(identity["boot"]),
    uptime: number(identity["uptime"]),
    kernel: text(host["kernel"]),
    namespace: text(host["namespace"]),
  };
}

function statisticsOf(statistics: Fields): KeptReading["statistics"] {
  const cpus = list(statistics["cpus"]).map(countersOf);
  return cpus.length === 0 ? null : { cpus, total: countersOf(fields(statistics["total"])) };
}

function countersOf(counters: Fields): Counters {
  return Object.fromEntries(Object.entries(numbers(counters)).filter(([name]) => COUNTER.test(name)));
}

function fields(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.slice(0, MOST).map(fields) : [];
}

function numbers(value: unknown): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(fields(value)).filter((pair): pair is [string, number] => typeof pair[1] === "number"));
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
