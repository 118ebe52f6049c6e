// Command lines in a text, and the bare numbers that answer them: `cat /proc/sys/...`, `sysctl -n`, `conntrack -C`,
// `head` and `tail` with the names of several files.
import { COUNT_PATH } from "../../kernel/table-keys.ts";
import { settingPath } from "./values.ts";

/** `root@gw:~# `, `[root@gw ~]$ `, `/ # `, `bash-5.1# `, `gw# `, `$ `, `❯ `. Groups: what stands before the sign, the command. */
const PROMPT = /^([^#$%❯➜»>]{0,80})(?:[#$%❯➜»>]|PS>) {1,4}(\S.{0,1000})$/u;
/** What may stand there: somebody at a host, a folder, a shell or a host by its name. */
const BEFORE_SIGN = /@|[:>~\])/] ?$|^[\w.-]{0,40}$/;
/** As `set -x` prints it. */
const TRACED = /^\+{1,4} (\S.{0,1000})$/;
const BARE =
  /^(?:sudo )?(?:cat|sysctl|conntrack|dmesg|journalctl|head|tail|grep|egrep|uname|free|date|ethtool|watch|wc|lsns|zcat|zgrep|less|nstat|ss|ip|ssh|kubectl|docker|ovs-appctl)(?: [-/'"\w].{0,500})?$/;
const READS = /\b(?:cat|sysctl|head|tail|more)\s/;
const ASKS = /\bnet[./]netfilter[./]nf_conntrack_[a-z_]|\bconntrack (?:-[A-Z]|--(?:dump|count|stats))\b/;
/** Of free(1), which counts KiB by itself. */
const UNITS: readonly (readonly [flag: string, bytes: number])[] = [
  ["-b", 1],
  ["-m", 2 ** 20],
  ["-g", 2 ** 30],
  ["--mebi", 2 ** 20],
  ["--gibi", 2 ** 30],
];
const FILE_HEAD = /^==> (\S{1,200}) <==$/;
const TABLE = /^\/proc\/net\/(?:nf|ip)_conntrack$/;
const NUMBER = /^-?\d{1,20}$/;

export interface AnsweredValue {
  readonly path: string;
  readonly value: number;
}

export class Commands {
  /** What the next bare numbers are of. */
  #asked: string[] = [];
  /** Whether the last command lists a table, and not only its IPv6 part. */
  listsTable = false;
  /** Bytes that the numbers of `free` count; undefined where the last command is another. */
  memoryUnit: number | undefined;

  /** True for a command line or the name of a file above its text. */
  take(text: string): boolean {
    const file = FILE_HEAD.exec(text)?.[1];
    if (file !== undefined) {
      const path = settingPath(file);
      this.#asked = path === undefined ? [] : [path];
      this.listsTable = false;
      return true;
    }
    const command = promptedIn(text) ?? (BARE.test(text) || asks(text) ? text : undefined);
    if (command === undefined) return false;
    this.#ask(command);
    return true;
  }

  /** The value that a bare number is an answer of; undefined where none was asked for. */
  answer(text: string): AnsweredValue | undefined {
    if (!NUMBER.test(text)) {
      this.#asked = [];
      return undefined;
    }
    const path = this.#asked.shift();
    return path === undefined ? undefined : { path, value: Number(text) };
  }

  #ask(command: string): void {
    const words = command.split(/[\s;|&()"'`]+/).flatMap(braced);
    this.memoryUnit = words.includes("free") ? (UNITS.find(([flag]) => words.includes(flag))?.[1] ?? 1024) : undefined;
    this.#asked = words.map(settingPath).filter((path) => path !== undefined);
    if (words.includes("conntrack") && words.some((word) => word === "-C" || word === "--count")) this.#asked.push(COUNT_PATH);
    if (words.includes("wc") && words.some((word) => word === "-L" || TABLE.test(word))) this.#asked.push(COUNT_PATH);
    const dump = words.includes("conntrack") && words.some((word) => word === "-L" || word === "--dump");
    this.listsTable = (dump || words.some((word) => TABLE.test(word))) && !words.some((word) => word === "ipv6" || word === "-6");
  }
}

function promptedIn(text: string): string | undefined {
  const traced = TRACED.exec(text)?.[1];
  if (traced !== undefined) return traced;
  const [, before = "", command] = PROMPT.exec(text) ?? [];
  return BEFORE_SIGN.test(before) ? command : undefined;
}

/** Whether a line names a command of conntrack's or one of its files, whatever prompt stands before: `sudo cat /proc/sys/net/...`. */
function asks(text: string): boolean {
  return ASKS.test(text) && (READS.test(text) || text.includes("conntrack -"));
}

/** `a_{b,c}` as a shell has it. */
function braced(word: string): readonly string[] {
  const [, before = "", inner, after = ""] = /^([^{}]{0,200})\{([^{}]{1,200})\}([^{}]{0,100})$/.exec(word) ?? [];
  return inner === undefined ? [word] : inner.split(",").map((part) => `${before}${part}${after}`);
}
