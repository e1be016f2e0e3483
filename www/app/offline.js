// The service worker: keeps every file of the site on the reader's device, so that Postil opens without a network.
// The build fills in the list of files with their digests, and the version, which is the digest of that list. The page
// itself has no name: some hosts send whoever asks for `index.html` elsewhere.
const VERSION = "VERSION_OF_FILES";
const FILES = LIST_OF_FILES;

// Two copies of Postil on one host have caches of their own.
const scope = self.registration.scope;
const family = `postil ${scope} `;
const mine = family + VERSION;

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(sweep().then(() => self.clients.claim())));
// A new version waits until the reader asks for it: what is open is never changed under anybody's hands.
self.addEventListener("message", (event) => event.data === "take-over" && self.skipWaiting());
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(scope)) event.respondWith(answer(request));
});

async function keepAll() {
  const cache = await caches.open(mine);
  await Promise.all(Object.entries(FILES).map(async ([name, digest]) => {
    const address = scope + name;
    await cache.put(address, (await unchanged(address, digest)) ?? (await fetched(address, digest)));
  }));
}

// The browser refuses a file that is not the one of the list, so a version is kept whole or not at all.
async function fetched(address, digest) {
  const response = await fetch(address, { integrity: digest, cache: "no-cache" });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

// What the version before has already is not asked for again.
async function unchanged(address, digest) {
  const kept = await caches.match(address);
  if (!kept) return undefined;
  const found = new Uint8Array(await crypto.subtle.digest("SHA-384", await kept.clone().arrayBuffer()));
  return `sha384-${btoa(String.fromCharCode(...found))}` === digest ? kept : undefined;
}

// Where more than one window is open, another may still work with the files of the version before.
async function sweep() {
  const names = await caches.keys();
  const older = names.filter((name) => name.startsWith(family) && name !== mine);
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const spared = open.filter((client) => client.url.startsWith(scope)).length > 1 ? 1 : 0;
  await Promise.all(older.slice(0, older.length - spared).map((name) => caches.delete(name)));
}

async function answer(request) {
  const address = request.url === `${scope}index.html` ? scope : request;
  const cache = await caches.open(mine);
  const kept = (await cache.match(address, { ignoreSearch: true })) ?? (await caches.match(address));
  if (kept) return kept;
  // What is not of Postil but lies under the same path is the host's; without a network the page is there in its stead.
  const asked = fetch(request);
  return request.mode === "navigate" ? asked.catch(() => Response.redirect(scope)) : asked;
}
