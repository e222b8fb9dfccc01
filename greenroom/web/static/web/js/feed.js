// The feed by keyboard: Page Up and Page Down as the pattern for feeds says, j and k where they are switched on.
const STEPS = { PageDown: 1, PageUp: -1, j: 1, k: -1 }
const WRITING = "input, textarea, select, [contenteditable]"

export function walk(root) {
  const feed = root.querySelector('[role="feed"]')
  if (!feed) return
  const letters = () => root.body.dataset.letterKeys !== "off"

  function step(by, from) {
    const all = [...feed.querySelectorAll("article")]
    const at = all.indexOf(from?.closest("article"))
    const next = at < 0 ? all.find(one => one.getBoundingClientRect().bottom > 80) : all[at + by]
    next?.focus()
    next?.scrollIntoView({ block: "nearest" })
    return Boolean(next)
  }

  function leave(after) {
    const all = [...root.querySelectorAll('a[href], button, input, textarea, summary, [tabindex="0"]')].filter(node => node.offsetParent && !feed.contains(node))
    const follows = node => feed.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING
    const target = after ? all.find(follows) : all.filter(node => !follows(node)).at(-1)
    target?.focus()
    return Boolean(target)
  }

  root.addEventListener("keydown", event => {
    if (event.altKey || event.metaKey || event.target.closest?.(WRITING) || root.querySelector("dialog[open]")) return
    const isInside = feed.contains(event.target)
    if (event.ctrlKey) {
      if (isInside && (event.key === "Home" || event.key === "End") && leave(event.key === "End")) event.preventDefault()
      return
    }
    const by = STEPS[event.key]
    const isLetter = event.key.length === 1
    if (!by || (isLetter ? !letters() : !isInside)) return
    if (step(by, event.target)) event.preventDefault()
  })
}
