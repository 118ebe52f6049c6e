// A static host on this machine, which can go away and come back at the same address.
import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

export interface FolderHost {
  /** With a slash at its end. */
  readonly address: string;
  readonly start: () => Promise<void>;
  /** Ends what is under way; does nothing where it is stopped. */
  readonly stop: () => Promise<void>;
}

export async function serveFolder(folder: string): Promise<FolderHost> {
  let server: Server | undefined;
  let port = 0;
  const start = async (): Promise<void> => {
    const started = createServer(({ url = "/" }, response) => {
      const { pathname } = new URL(url, "http://localhost");
      const file = join(folder, normalize(decodeURIComponent(pathname)), pathname.endsWith("/") ? "index.html" : "");
      const isThere = existsSync(file);
      response.writeHead(isThere ? 200 : 404, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(isThere ? readFileSync(file) : "");
    });
    await new Promise<void>((resolve, reject) => started.once("error", reject).listen(port, "127.0.0.1", resolve));
    ({ port } = started.address() as AddressInfo);
    server = started;
  };
  const stop = async (): Promise<void> => {
    const stopped = server;
    server = undefined;
    if (!stopped) return;
    const closed = new Promise<void>((resolve) => stopped.close(() => resolve()));
    stopped.closeAllConnections();
    await closed;
  };
  await start();
  return { address: `http://127.0.0.1:${port}/`, start, stop };
}
