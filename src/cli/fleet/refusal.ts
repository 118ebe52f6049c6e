// What a store says when it does not answer, read and put into words.
import { type Answer, readAnswer } from "../../core/fleet/index.ts";
import { visible } from "../visible.ts";
import type { RequestFailure, Response } from "./request.ts";

/** Of HTTP: come again later. Prometheus answers 503 also to what took it too long, which is another matter. */
export const LATER: ReadonlySet<number> = new Set([429, 502, 503, 504]);
/** In the words of Prometheus, Thanos, Mimir and VictoriaMetrics, which repeats the question with its `timeout=`. */
const TOO_MUCH =
  /too many (?:samples|series|points|bytes)|max-samples|timed out|timeout(?!=)|deadline|exceed|\blimits?\b|too long|too large|maxUniqueTimeseries|maxQueryLen|out of memory/i;

/** The answer, a refusal, or a status with words on it that no answer came with. */
export function readBody(
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
  const whole = answer && "problem" in answer && answer.kind !== undefined ? answer.problem : "";
  const reason = said(whole);
  // The end of a long text as well: VictoriaMetrics repeats the question before it says what was too much of it.
  const tooMuch =
    (status === 413 || status === 422 || status === 400 || status >= 500) &&
    (TOO_MUCH.test(whole.slice(-2000)) || TOO_MUCH.test((whole || body).slice(0, 2000)));
  if (tooMuch) return { problem: reason || `it answered ${status}: it ran out of time or memory`, tooMuch: true };
  if (reason !== "" && status !== 401 && status !== 403 && !LATER.has(status)) return { problem: reason, tooMuch: false };
  return { status, words: statusWords(status, headers, body, reason || said(plainWords(response))) };
}

/** Beginning and end: what went wrong stands in either. */
export function shortened(text: string): string {
  return text.length > 400 ? `${text.slice(0, 120)} … ${text.slice(-270)}` : text;
}

/** The first line of what a server says without JSON, such as "no org id"; empty for pages of HTML and answers of other kinds. */
function plainWords({ status, headers, body }: Response): string {
  const isPlain = status >= 400 && String(headers["content-type"] ?? "").startsWith("text/plain");
  return isPlain ? (/\S[^\r\n]*/.exec(body)?.[0] ?? "") : "";
}

function statusWords(status: number, headers: Response["headers"], body: string, reason: string): string {
  const because = reason === "" ? "" : `: ${reason}`;
  if (status === 401 && /\borg id\b|tenant/i.test(reason)) return `401, tenant required; give --tenant${because}`;
  if (status === 401) return `401, authentication required; give --bearer-file, --basic-file or --cert${because}`;
  if (status === 403) return `403, access denied${because}`;
  if (status >= 300 && status < 400) {
    const to = String(headers["location"] ?? "");
    const host = URL.canParse(to) ? ` to ${visible(new URL(to).host)}` : "";
    return `${status}, it redirects${host}, such as to a login page; give the address of the store itself`;
  }
  if (/^\s*(?:<!doctype|<html)/i.test(body))
    return `${status}, an HTML page instead of JSON: the address is a login page or a proxy, or the path to the store is missing`;
  // VictoriaMetrics answers 400 to a path that it does not have.
  if (status === 404 || (status === 400 && /unsupported path/i.test(body)))
    return `${status}, /api/v1/query not found at this address; the path to the store may be missing, such as /prometheus`;
  if (status >= 200 && status < 300)
    return body.trim() === "" ? "an empty answer" : "an answer that is not JSON of the Prometheus query interface";
  return `it answered ${status}${because}`;
}

/** In the words of OpenSSL; the codes that Node.js makes of them change with its version ("sslv3 alert", "ssl/tls alert"). */
const HANDSHAKES: readonly (readonly [words: RegExp, meaning: string])[] = [
  [/wrong version number|http request|packet length too long/, "it does not use TLS; should the address start with http:?"],
  [/alert certificate required/, "it requires a client certificate; give --cert and --key"],
  [/alert handshake failure/, "it offers no common cipher, or requires a client certificate; give --cert and --key"],
  [/alert unknown ca/, "it does not trust the CA of the client certificate (--cert)"],
  [/alert bad certificate/, "it rejects the client certificate (--cert)"],
  [/alert certificate expired/, "the client certificate has expired (--cert)"],
  [/alert protocol version/, "it shares no version of TLS with this program"],
];

/** `answered`: whether this server ever did; where it did, the address is right. */
export function failureWords({ code, message }: RequestFailure, said: (text: string) => string, answered: boolean): string {
  const maybe = answered ? "" : "; check http or https, and whether it requires a client certificate (--cert)";
  const words: Readonly<Record<string, string>> = {
    ECONNREFUSED: "connection refused: nothing listens at this address (ECONNREFUSED)",
    ENOTFOUND: "host not found (ENOTFOUND)",
    EAI_AGAIN: "the name cannot be resolved at the moment (EAI_AGAIN)",
    ECONNRESET: `the connection was reset (ECONNRESET)${maybe}`,
    EPIPE: `the connection was reset (EPIPE)${maybe}`,
    ETIMEDOUT: "the host does not answer (ETIMEDOUT)",
    EHOSTUNREACH: "the host cannot be reached (EHOSTUNREACH)",
    DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed; give it, or its CA, with --ca",
    SELF_SIGNED_CERT_IN_CHAIN: "its certificate is signed by an unknown CA; give the CA with --ca",
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate is signed by an unknown CA; give the CA with --ca",
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate is signed by an unknown CA; give the CA with --ca",
    CERT_HAS_EXPIRED: "its certificate has expired",
    CERT_NOT_YET_VALID: "its certificate is not valid yet; check the clock of this machine",
    ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
    HPE_INVALID_CONSTANT: "it does not use HTTP; should the address start with https:?",
  };
  const isHandshake = code === "EPROTO" || code.startsWith("ERR_SSL_");
  const handshake = isHandshake ? HANDSHAKES.find(([spoken]) => spoken.test(message))?.[1] : undefined;
  return handshake ?? words[code] ?? said(code === "" ? message : `${message.trim()} (${code})`);
}
