// Notices on this device: asks the browser, and hands what it says to Greenroom. Ending works without it.
const start = document.querySelector("form[data-push]")
const end = document.querySelector("form[data-push-end]")
const say = name => { for (const one of document.querySelectorAll("[data-push-says]")) one.hidden = one.dataset.pushSays !== name }

async function subscribed() {
  if (await Notification.requestPermission() !== "granted") return null
  await navigator.serviceWorker.register("/service-worker.js")
  const { pushManager } = await navigator.serviceWorker.ready
  await (await pushManager.getSubscription())?.unsubscribe()
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: start.dataset.push })
}

async function send(event) {
  event.preventDefault()
  const button = start.querySelector("button")
  button.disabled = true
  try {
    const told = (await subscribed())?.toJSON()
    if (!told) return say("denied")
    const words = { endpoint: told.endpoint, p256dh: told.keys.p256dh, auth: told.keys.auth }
    for (const [name, value] of Object.entries(words)) start.elements[name].value = value
    start.submit()
  } catch {
    say("failed")
  } finally {
    button.disabled = false
  }
}

if (start && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  start.hidden = false
  say(Notification.permission === "denied" ? "denied" : "")
  start.addEventListener("submit", send)
}

end?.addEventListener("submit", async event => {
  event.preventDefault()
  try {
    const registration = await navigator.serviceWorker?.getRegistration()
    await (await registration?.pushManager?.getSubscription())?.unsubscribe()
  } finally {
    end.submit()
  }
})
