// Exchanges with real stores, kept in a file: what was asked, and what came back. verify:fleet -- --record makes them anew.
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Exchange {
  readonly path: string;
  /** Sorted by name; without the timeout, which is no part of the question. */
  readonly parameters: string;
  readonly status: number;
  readonly type: string;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

export interface Recording {
  /** Name and version. */
  readonly store: string;
  readonly exchanges: readonly Exchange[];
  /** Refusals of the same store with other settings, by what was wrong. */
  readonly refusals: Readonly<Record<string, Omit<Exchange, "parameters">>>;
}

export interface Served {
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Answers as recorded; a question that was never recorded is told with 404, and kept in `unknown`. */
export async function serveRecording({ exchanges }: Recording, unknown: string[] = []): Promise<Served> {
  const known = new Map(exchanges.map((exchange) => [`${exchange.path}?${exchange.parameters}`, exchange]));
  return serve(async (path, body) => {
    const parameters = sortedParameters(body);
    const found = known.get(`${path}?${parameters}`);
    if (found) return found;
    unknown.push(`${path}?${parameters}`);
    return { path, status: 404, type: "text/plain", body: "not recorded" };
  });
}

/** Says what time it is, and refuses all else in the recorded way; at another path nothing is answered. */
export async function serveRefusal({ exchanges, refusals }: Recording, what: string): Promise<Served> {
  const time = exchanges.find(({ parameters }) => parameters === TIME);
  const refusal = refusals[what];
  if (!time || !refusal) throw new Error(`${what} is not recorded`);
  return serve(async (_path, body) => (sortedParameters(body) === TIME && what !== "another path" ? time : refusal));
}

const TIME = "query=time%28%29";

/** Stands before a store and writes down what is said. */
export async function recordStore(address: string, exchanges: Exchange[]): Promise<Served> {
  return serve(async (path, body) => {
    const exchange = await exchangeWith(address, path, body);
    exchanges.push(exchange);
    return exchange;
  });
}

export async function exchangeWith(address: string, path: string, body: string): Promise<Exchange> {
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const response = await fetch(`${address}${path}`, { method: "POST", headers, body });
  const text = await response.text();
  const type = response.headers.get("content-type") ?? "";
  return { path, parameters: sortedParameters(body), status: response.status, type, body: type.includes("json") ? JSON.parse(text) : text };
}

async function serve(answer: (path: string, body: string) => Promise<Omit<Exchange, "parameters">>): Promise<Served> {
  const server: Server = createServer((request, response) => {
    void bodyOf(request)
      .then((body) => answer(request.url ?? "", body))
      .then(({ status, type, body }) =>
        response.writeHead(status, { "Content-Type": type }).end(typeof body === "string" ? body : JSON.stringify(body)),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request.setEncoding("utf8")) text += piece;
  return text;
}

function sortedParameters(body: string): string {
  const parameters = new URLSearchParams(body);
  parameters.delete("timeout");
  parameters.sort();
  return parameters.toString();
}
