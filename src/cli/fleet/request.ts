// One request over HTTP, and what came back. The only place in this program that uses the network.
import { request as plain } from "node:http";
import { request as encrypted } from "node:https";
import type { Connection } from "./connection.ts";

export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** What went wrong before there was an answer. */
export class RequestFailure extends Error {
  /** Of Node.js, such as ECONNREFUSED; "TIMEOUT" and "TOO_LARGE" are ours. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Bytes of one answer: one on a thousand hosts has less than 2 MB. */
const MOST_BYTES = 100_000_000;

/** Follows no redirect: what comes along is for this server alone. Throws RequestFailure. */
export function send(
  connection: Connection,
  method: "GET" | "POST",
  path: string,
  parameters: URLSearchParams,
  signal: AbortSignal,
): Promise<Response> {
  const { base, headers, tls, timeout } = connection;
  const url = new URL(`${base}${path}${method === "GET" ? `?${parameters}` : ""}`);
  const body = method === "POST" ? parameters.toString() : undefined;
  return new Promise((resolve, reject) => {
    const failed = (code: string, message: string): void => reject(new RequestFailure(code, message));
    const request = (url.protocol === "https:" ? encrypted : plain)(
      url,
      {
        method,
        signal,
        ...(url.protocol === "https:" ? tls : {}),
        headers: {
          Accept: "application/json",
          "User-Agent": "conntrack-planner",
          ...headers,
          ...(body === undefined ? {} : { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": Buffer.byteLength(body) }),
        },
      },
      (response) => {
        const pieces: Buffer[] = [];
        let length = 0;
        response.on("data", (piece: Buffer) => {
          pieces.push(piece);
          length += piece.length;
          if (length > MOST_BYTES) {
            failed("TOO_LARGE", `an answer larger than ${MOST_BYTES / 1_000_000} MB`);
            request.destroy();
          }
        });
        response.on("error", (error: NodeJS.ErrnoException) => failed(error.code ?? "", error.message));
        response.on("aborted", () => failed("ECONNRESET", "the server closed the connection during its answer"));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces).toString() }),
        );
      },
    );
    // Over the whole exchange: a server that sends a byte now and then is too slow as well.
    const clock = setTimeout(() => {
      failed("TIMEOUT", `no answer within ${timeout / 1000} s`);
      request.destroy();
    }, timeout);
    request.on("close", () => clearTimeout(clock));
    request.on("error", (error: NodeJS.ErrnoException) => failed(error.code ?? "", error.message));
    request.end(body);
  });
}
