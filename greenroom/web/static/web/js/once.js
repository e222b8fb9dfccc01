// A form that is on its way is not sent a second time by a second click; without a connection words stay on their page.
export function sendOnce(root) {
  root.addEventListener("submit", event => {
    if (event.defaultPrevented) return
    const unsent = !navigator.onLine && event.target.querySelector("[data-unsent-text]")
    if (unsent) {
      event.preventDefault() // the browser would show a page of its own instead
      unsent.textContent = unsent.dataset.unsentText
      return
    }
    for (const button of event.target.querySelectorAll("[data-once]")) {
      setTimeout(() => { button.disabled = true; button.setAttribute("aria-busy", "true") })
    }
  })
  addEventListener("pageshow", () => {
    for (const button of root.querySelectorAll('[data-once][aria-busy="true"]')) { button.disabled = false; button.removeAttribute("aria-busy") }
  })
}
