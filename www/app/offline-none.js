// Takes the place of the service worker while Postil is worked on: removes what another build has kept at this address,
// and loads the windows that were opened from it again.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(remove()));

async function remove() {
  const names = await caches.keys();
  const kept = names.filter((name) => name.startsWith(`postil ${self.registration.scope} `));
  await Promise.all(kept.map((name) => caches.delete(name)));
  await self.registration.unregister();
  const windows = await self.clients.matchAll({ type: "window" });
  await Promise.all(windows.map((window) => window.navigate(window.url)));
}
