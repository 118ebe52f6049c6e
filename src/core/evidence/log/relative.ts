// `dmesg -H` and `dmesg -e`: a date and minute now and then, and between them the seconds since the line before; and
// `dmesg --time-format=delta`, which has the latter alone.

import { say } from "../../words/say.ts";
import { monthNamed } from "./months.ts";
import type { LogTime } from "./time.ts";

const MINUTE = /^(?:\w{2,8} {0,4}:\w{2,7} {0,4}: ?)?\[(\p{L}[\p{L}\p{M}.]{1,8}|\d{1,2}[月월]) {0,2}(\d{1,2}) (\d{2}):(\d{2})\]/u;
const SINCE = /^(?:\w{2,8} {0,4}:\w{2,7} {0,4}: ?)?\[ {0,9}\+ {0,9}(\d{1,9}\.\d{1,9})\]/;
const DELTA = /^(?:\w{2,8} {0,4}:\w{2,7} {0,4}: ?)?\[< {0,9}(\d{1,9}\.\d{1,9})>\]/;

export class RelativeTimes {
  #text = "";
  /** The last minute that was named, and the line before, in seconds. */
  #minute = 0;
  #seconds: number | undefined;
  /** Since the first line, of those that tell nothing else. */
  #passed = 0;

  /** Undefined for a line in another form. Each line has to be given. */
  timeOf(line: string): LogTime | undefined {
    const since = SINCE.exec(line)?.[1];
    if (since !== undefined) {
      if (this.#seconds === undefined) return undefined;
      this.#seconds += Number(since);
      const passed = this.#seconds - this.#minute;
      return { text: `${this.#text} + ${passed.toFixed(6)} s`, seconds: this.#seconds, clock: "year" };
    }
    const delta = DELTA.exec(line)?.[1];
    if (delta !== undefined) {
      this.#passed += Number(delta);
      return {
        text: say("{seconds} s after the first line", { seconds: this.#passed.toFixed(6) }),
        seconds: this.#passed,
        clock: "uptime",
      };
    }
    const [, month = "", day, hour, minute] = MINUTE.exec(line) ?? [];
    if (day === undefined) return undefined;
    this.#text = `${month}${day} ${hour}:${minute}`;
    this.#seconds = Date.UTC(1972, monthNamed(month) ?? 0, Number(day), Number(hour), Number(minute)) / 1000;
    this.#minute = this.#seconds;
    return { text: this.#text, seconds: this.#seconds, clock: "year" };
  }
}
