// Keys for what buttons do, where the reader has them switched on: never while somebody types.
const WRITING = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])'
const DEEDS = { b: "boost", f: "helped", s: "keep" }

export function pressKeys(root) {
  const areOn = () => root.body.dataset.letterKeys === "on"

  // The post that has the focus; on its own page the post itself.
  const postAt = node => node.closest?.("article") ?? root.querySelector("article.entry")

  function write(form) {
    const box = form?.querySelector("textarea")
    box?.focus()
    box?.scrollIntoView({ block: "center" })
    return Boolean(box)
  }

  function answer(post) {
    const link = post?.querySelector('a.act[href$="#reply"]')
    if (!link) return false
    if (link.pathname !== location.pathname || !write(root.querySelector("form#reply"))) link.click()
    return true
  }

  function open(post) {
    const link = post?.querySelector("header .meta a")
    if (!link || post.classList.contains("entry")) return false
    link.click()
    return true
  }

  function press(key, node) {
    const post = postAt(node)
    if (key === "Enter") return node.matches?.("article") && open(post)
    if (key === "o") return open(post)
    if (key === "r") return answer(post)
    if (key === "n") return write(root.querySelector("form#write")) || (location.assign("/compose"), true)
    if (key === "/") return seek()
    if (key === "?") return list()
    const button = DEEDS[key] && post?.querySelector(`button.act[formaction$="/${DEEDS[key]}/"]:not([aria-busy])`)
    button?.click()
    return Boolean(button)
  }

  function seek() {
    const fields = [...root.querySelectorAll('main input[type="search"]'), ...root.querySelectorAll('input[type="search"]')]
    const field = fields.find(one => one.offsetParent) // the page's own before the one of the frame
    field ? (field.focus(), field.select()) : location.assign("/search/")
    return true
  }

  function list() {
    fetch("/keys/", { headers: { "X-Part": "list" } }).then(reply => reply.ok ? reply.text() : Promise.reject(reply.status)).then(html => {
      const dialog = root.querySelector("dialog.keys") ?? root.body.appendChild(Object.assign(root.createElement("dialog"), { className: "keys" }))
      dialog.innerHTML = html
      dialog.setAttribute("aria-labelledby", "keys-title")
      dialog.onclick = event => { if (event.target === dialog) dialog.close() } // beside the list
      if (!dialog.open) dialog.showModal()
    }).catch(() => location.assign("/keys/"))
    return true
  }

  // Ctrl or Cmd with Enter sends the words that have the focus, by the button that names who reads them.
  function send(event) {
    const form = event.target.closest?.("form.composer")
    const buttons = form?.querySelectorAll("button:is(.main, .as)[data-once]:enabled") ?? []
    const button = [...buttons].find(one => one.checkVisibility()) // now or later, whichever stands there
    if (!button) return
    event.preventDefault()
    form.requestSubmit(button)
  }

  root.addEventListener("keydown", event => {
    if (!areOn() || event.defaultPrevented || event.isComposing || event.repeat || event.altKey) return
    if (event.ctrlKey || event.metaKey) return event.key === "Enter" ? send(event) : undefined
    if (event.target.closest?.(WRITING) || root.querySelector("dialog[open]")) return
    if (press(event.key, event.target)) event.preventDefault()
  })

  // Whoever comes to answer stands in the field.
  const arrive = () => { if (location.hash === "#reply") write(root.querySelector("form#reply")) }
  addEventListener("hashchange", arrive)
  addEventListener("load", () => setTimeout(arrive)) // after the browser has gone to the place, which takes the focus away
}
