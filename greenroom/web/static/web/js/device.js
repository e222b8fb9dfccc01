// The installed app keeps one page for when there is no line; a browser window does without.
const SCRIPT = "/service-worker.js"

export function keepOfflinePage() {
  if (matchMedia("(display-mode: standalone)").matches) navigator.serviceWorker?.register(SCRIPT)
}
