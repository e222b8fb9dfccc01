// Shows pushes, and one page when there is no line. Keeps nothing else: what people read belongs to the moment.
const SHELF = "offline-1"
const OFFLINE = "/offline/"

self.addEventListener("install", event => event.waitUntil((async () => {
  const shelf = await caches.open(SHELF)
  await shelf.add(new Request(OFFLINE, { cache: "reload" }))
  await self.skipWaiting()
})()))

self.addEventListener("activate", event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== SHELF) await caches.delete(name)
  await self.clients.claim()
})()))

self.addEventListener("fetch", event => {
  if (event.request.mode !== "navigate" || event.request.method !== "GET") return
  event.respondWith(fetch(event.request).catch(() => caches.match(OFFLINE)))
})

self.addEventListener("push", event => {
  let told = {}
  try { told = event.data.json() } catch { /* nothing that we sent: it is shown without words */ }
  event.waitUntil(self.registration.showNotification(told.title || "Greenroom", {
    tag: told.notification_id, lang: told.preferred_locale, data: { url: told.url },
  }))
})

self.addEventListener("notificationclick", event => {
  event.notification.close()
  const url = new URL(event.notification.data?.url || "/notices/", self.location.origin)
  if (url.origin !== self.location.origin) return
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true })
    const same = open.find(one => one.url === url.href)
    await (same ? same.focus() : self.clients.openWindow(url.href))
  })())
})
