// What waits: new posts behind a button, the number of notices. Nothing moves, nothing takes the focus.
const SPEAK_EVERY = 10000 // milliseconds between two announcements
const TRY_AGAIN = 60000 // milliseconds until a refused stream is asked for once more

export function listen(root) {
  const address = root.body.dataset.stream
  if (!address || !("EventSource" in window)) return
  const button = root.querySelector("[data-newposts]")
  const query = new URLSearchParams(button ? { timeline: button.dataset.newposts, since: button.dataset.newest || "0" } : {})
  const speaker = root.body.appendChild(Object.assign(root.createElement("p"), { className: "vh" }))
  speaker.setAttribute("role", "status")
  let stream = null, spokenAt = 0, waiting = null

  // Politely: the newest sentence, at most every ten seconds.
  function speak(text) {
    clearTimeout(waiting)
    waiting = setTimeout(() => { spokenAt = Date.now(); speaker.textContent = text }, Math.max(0, spokenAt + SPEAK_EVERY - Date.now()))
  }

  function posts({ count, text }) {
    if (!button) return
    if (!count) { button.hidden = true; return clearTimeout(waiting) } // taken back meanwhile
    const words = button.querySelector("[data-newposts-text]") ?? button
    if (words.textContent === text && !button.hidden) return
    words.textContent = text
    button.hidden = false
    speak(text)
  }

  function notices({ count }) {
    for (const node of root.querySelectorAll('[data-count-of="notices"]')) { node.textContent = count; node.hidden = !count }
    for (const node of root.querySelectorAll('[data-dot-of="notices"]')) node.hidden = !count
  }

  function open() {
    if (stream || root.visibilityState !== "visible") return
    stream = new EventSource(`${address}?${query}`)
    stream.addEventListener("posts", event => posts(JSON.parse(event.data)))
    stream.addEventListener("notices", event => notices(JSON.parse(event.data)))
    stream.addEventListener("error", () => {
      if (stream?.readyState === EventSource.CLOSED) { close(); setTimeout(open, TRY_AGAIN) }
    })
  }

  // Browsers allow six connections to one host: pages that nobody looks at hold none.
  function close() { stream?.close(); stream = null }

  root.addEventListener("visibilitychange", () => root.visibilityState === "visible" ? open() : close())
  addEventListener("pagehide", close)
  addEventListener("pageshow", event => { if (event.persisted) open() })
  open()
}
