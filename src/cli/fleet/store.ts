// The store as something that answers: questions at its pace, tried again where that can help, and refusals in words.
import { setTimeout as wait } from "node:timers/promises";
import { type Answer, type Ask, type Query, readAnswer } from "../../core/fleet/index.ts";
import { UsageError } from "../usage-error.ts";
import { visible } from "../visible.ts";
import type { Connection } from "./connection.ts";
import { RequestFailure, type Response, send } from "./request.ts";

/** Questions begin so many milliseconds apart at least. */
const APART = 20;
const TRIES = 5;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 60_000;

/** Of HTTP: come again later. Prometheus answers 503 also to what took it too long, which is another matter. */
const LATER: ReadonlySet<number> = new Set([429, 502, 503, 504]);
const UNSENT: ReadonlySet<string> = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);
/** In the words of Prometheus, Thanos, Mimir and VictoriaMetrics. */
const TOO_MUCH =
  /too many (?:samples|series|points|bytes)|max-samples|timed out|timeout|deadline|exceed|limit|too long|too large|maxUniqueTimeseries|maxQueryLen|out of memory/i;

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
  const said = (text: string): string => visible(connection.secrets.hide(text).slice(0, 300));
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
        if (last || (!answered && attempt > 1) || !UNSENT.has(got.code)) throw fail(failureWords(got, said));
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
    ask: ({ expression, start, end, step }: Query) => {
      const query = new URLSearchParams({ query: expression, timeout: `${Math.ceil(connection.timeout / 1000)}s` });
      if (step === 0) {
        query.set("time", String(end));
        return exchange("/api/v1/query", query);
      }
      for (const [name, value] of Object.entries({ start, end, step, nocache: 1 })) query.set(name, String(value));
      return exchange("/api/v1/query_range", query);
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

/** The answer, a refusal, or a status with words on it that no answer came with. */
function readBody(
  response: Response,
  said: (text: string) => string,
): Answer | { readonly problem: string; readonly tooMuch: boolean } | { readonly status: number; readonly words: string } {
  const { status, headers, body } = response;
  let data: unknown;
  try {
    data = JSON.parse(body);
  } catch {
    data = undefined;
  }
  const answer = data === undefined ? undefined : readAnswer(data);
  if (answer && "series" in answer && status < 300) return answer;
  const reason = answer && "problem" in answer && answer.kind !== undefined ? said(answer.problem) : "";
  const tooMuch = (status === 413 || status === 422 || status === 400 || status >= 500) && TOO_MUCH.test(reason || body.slice(0, 2000));
  if (tooMuch) return { problem: reason || `it answered ${status}: it ran out of time or memory`, tooMuch: true };
  if (reason !== "" && status !== 401 && status !== 403 && !LATER.has(status)) return { problem: reason, tooMuch: false };
  return { status, words: statusWords(status, headers, body, reason) };
}

function statusWords(status: number, headers: Response["headers"], body: string, reason: string): string {
  const because = reason === "" ? "" : `: ${reason}`;
  if (status === 401) return `401, authentication required; give --bearer-file, --basic-file or --cert${because}`;
  if (status === 403) return `403, access denied${because}`;
  if (status >= 300 && status < 400) {
    const to = String(headers["location"] ?? "");
    const host = URL.canParse(to) ? ` to ${visible(new URL(to).host)}` : "";
    return `${status}, it redirects${host}, such as to a login page; give the address of the store itself`;
  }
  if (/^\s*(?:<!doctype|<html)/i.test(body))
    return `${status}, an HTML page instead of JSON: the address is a login page or a proxy, or the path to the store is missing`;
  if (status === 404) return "404, /api/v1/query not found at this address; the path to the store may be missing, such as /prometheus";
  if (status >= 200 && status < 300)
    return body.trim() === "" ? "an empty answer" : "an answer that is not JSON of the Prometheus query interface";
  return `it answered ${status}${because}`;
}

function failureWords({ code, message }: RequestFailure, said: (text: string) => string): string {
  const words: Readonly<Record<string, string>> = {
    ECONNREFUSED: "connection refused: nothing listens at this address (ECONNREFUSED)",
    ENOTFOUND: "host not found (ENOTFOUND)",
    EAI_AGAIN: "the name cannot be resolved at the moment (EAI_AGAIN)",
    ECONNRESET: "the connection was reset (ECONNRESET)",
    ETIMEDOUT: "the host does not answer (ETIMEDOUT)",
    EHOSTUNREACH: "the host cannot be reached (EHOSTUNREACH)",
    DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed; give it, or its CA, with --ca",
    SELF_SIGNED_CERT_IN_CHAIN: "its certificate is signed by an unknown CA; give the CA with --ca",
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is signed by an unknown CA; give the CA with --ca",
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is signed by an unknown CA; give the CA with --ca",
    CERT_HAS_EXPIRED: "its certificate has expired",
    ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
    EPROTO: "it does not use TLS; should the address start with http:?",
    ERR_SSL_WRONG_VERSION_NUMBER: "it does not use TLS; should the address start with http:?",
    HPE_INVALID_CONSTANT: "it does not use HTTP; should the address start with https:?",
  };
  return words[code] ?? said(code === "" ? message : `${message} (${code})`);
}

/** Doubled each time, with some chance in it, so that many do not come back together; or as long as the server says. */
function pauseOf(attempt: number, response?: Response): number {
  const seconds = Number(response?.headers["retry-after"]);
  if (Number.isFinite(seconds) && seconds >= 0) return Math.min(LONGEST_PAUSE, seconds * 1000);
  return FIRST_PAUSE * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
}
