// The store as something that answers: questions at its pace, tried again where that can help, and refusals in words.
import { setTimeout as wait } from "node:timers/promises";
import type { Answer, Ask, Query } from "../../core/fleet/index.ts";
import { UsageError } from "../usage-error.ts";
import { visible } from "../visible.ts";
import type { Connection } from "./connection.ts";
import { parametersOf, pathOf } from "./parameters.ts";
import { failureWords, LATER, readBody, shortened } from "./refusal.ts";
import { RequestFailure, type Response, send } from "./request.ts";

/** Questions begin so many milliseconds apart at least. */
const APART = 20;
const TRIES = 5;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 60_000;

const UNSENT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);
/** The store cannot be asked at all: nothing that follows would work. */
class NoAnswer extends UsageError {}

export interface Store {
  readonly ask: Ask;
  /** The store's own time, in seconds since 1970. */
  readonly time: () => Promise<number>;
  /** Requests that were sent, those that were tried again among them. */
  readonly sent: () => number;
}

export function openStore(connection: Connection, signal: AbortSignal): Store {
  let sent = 0;
  let next = 0;
  let method: "GET" | "POST" = "POST";
  // An address that never answered is more likely wrong than busy.
  let answered = false;
  const where = `${visible(connection.base)}: `;

  /** In words, and without a secret. */
  const said = (text: string): string => visible(shortened(connection.secrets.hide(text)));
  const fail = (text: string): NoAnswer => new NoAnswer(`${where}${text}`);

  async function turn(): Promise<void> {
    const at = Math.max(Date.now(), next);
    next = at + APART;
    if (at > Date.now()) await wait(at - Date.now(), undefined, { signal });
  }

  async function once(path: string, parameters: URLSearchParams): Promise<Response | RequestFailure> {
    await turn();
    sent++;
    try {
      const response = await send(connection, method, path, parameters, signal);
      if (response.status !== 405 || method === "GET") return response;
      // Some that stand before a store let nothing but GET through.
      method = "GET";
      sent++;
      return await send(connection, method, path, parameters, signal);
    } catch (error) {
      if (error instanceof RequestFailure && !signal.aborted) return error;
      throw error;
    }
  }

  async function exchange(
    path: string,
    parameters: URLSearchParams,
  ): Promise<Answer | { readonly problem: string; readonly tooMuch: boolean }> {
    for (let attempt = 1; ; attempt++) {
      const got = await once(path, parameters);
      const last = attempt === TRIES;
      if (got instanceof RequestFailure) {
        if (got.code === "TIMEOUT" || got.code === "TOO_LARGE") return { problem: got.message, tooMuch: true };
        if (last || (!answered && attempt > 1) || !UNSENT.has(got.code)) throw fail(failureWords(got, said, answered));
      } else {
        answered = true;
        const read = readBody(got, said);
        if (!("status" in read)) return read;
        if (!LATER.has(read.status) || last) throw fail(read.words);
        await wait(pauseOf(attempt, got), undefined, { signal });
        continue;
      }
      await wait(pauseOf(attempt), undefined, { signal });
    }
  }

  return {
    sent: () => sent,
    ask: (query: Query) => {
      const parameters = parametersOf(query);
      parameters.set("timeout", `${Math.ceil(connection.timeout / 1000)}s`);
      return exchange(pathOf(query), parameters);
    },
    time: async () => {
      const answer = await exchange("/api/v1/query", new URLSearchParams({ query: "time()" }));
      const value = "problem" in answer ? undefined : answer.series[0]?.samples[0]?.value;
      if (value === undefined || !Number.isFinite(value))
        throw fail("problem" in answer ? answer.problem : "it does not answer time(), so it does not support PromQL");
      return value;
    },
  };
}

/** Doubled each time, with some chance in it, so that many do not come back together; or as long as the server says. */
function pauseOf(attempt: number, response?: Response): number {
  const seconds = Number(response?.headers["retry-after"]);
  if (Number.isFinite(seconds) && seconds >= 0) return Math.min(LONGEST_PAUSE, seconds * 1000);
  return FIRST_PAUSE * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
}
