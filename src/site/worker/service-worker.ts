// Keeps the whole site at hand, so that it opens without a network. A new version takes over once no page of the old one is
// open: what pages load later is of their own version.

/** Put in by the build: all files, from the site's root, and a hash over them. */
declare const SITE: { readonly version: string; readonly files: readonly string[] };

const { version, files } = SITE;
const worker = self as unknown as ServiceWorkerGlobalScope;

/** Other sites of the same host may have caches too. */
const OURS = `conntrack-planner-site ${worker.registration.scope} `;
const CURRENT = OURS + version;

worker.addEventListener("install", (event) => event.waitUntil(keepAll()));
worker.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
worker.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});

async function keepAll(): Promise<void> {
  const cache = await caches.open(CURRENT);
  await Promise.all(
    files.map(async (file) => {
      const response = await fetch(file, { cache: "no-cache" });
      if (!response.ok) throw new Error(`${file}: ${response.status}`);
      // Hosts that drop .html from addresses redirect, and a browser takes no redirected answer from a cache.
      const { headers } = response;
      await cache.put(file, response.redirected ? new Response(await response.blob(), { headers }) : response);
    }),
  );
}

async function dropOthers(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CURRENT);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** From the cache; what is not there, an address that leads nowhere, from the host. */
async function answer(request: Request): Promise<Response> {
  const { origin, pathname } = new URL(request.url);
  const cache = await caches.open(CURRENT);
  const file = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
  const options = { ignoreVary: true };
  return (await cache.match(origin + file, options)) ?? (await cache.match(`${origin}${file}.html`, options)) ?? fetch(request);
}
