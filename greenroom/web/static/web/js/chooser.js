// The audience chooser: button, sentences and symbol name what is chosen, and a choice made with the pointer closes it.
export function choose(form) {
  const tell = () => {
    const chosen = form.querySelector('input[name="audience"]:checked')
    if (!chosen) return
    for (const node of form.querySelectorAll("[data-to]")) node.textContent = chosen.dataset.name
    for (const node of form.querySelectorAll("[data-readers]")) node.textContent = chosen.dataset.reach
    for (const node of form.querySelectorAll("[data-who]:not(input)")) node.textContent = chosen.dataset.who || `${chosen.dataset.reach}.`
    const symbol = chosen.closest("label")?.querySelector("use")?.getAttribute("href")
    if (symbol) chosen.closest(".chooser").querySelector(".as-shown use")?.setAttribute("href", symbol)
  }
  form.addEventListener("change", event => { if (!event.target.name || event.target.name === "audience") tell() })
  form.addEventListener("reset", () => setTimeout(tell))
  form.dataset.follows = "" // from here on the names are those of the choice (pages/stream.css)
  tell()
}

// Arrow keys try one line after another: then it stays open until Enter, Escape or going elsewhere.
export function closeChoosers(root) {
  const open = () => root.querySelectorAll(".composer details.chooser[open]")
  const done = chooser => { chooser.open = false; chooser.querySelector("summary").focus() }
  let isByKey = false

  root.addEventListener("pointerdown", () => { isByKey = false }, true)
  root.addEventListener("click", event => {
    const line = event.detail && event.target.closest?.("label")?.closest(".composer .chooser[open]") // keys click with 0
    if (line) setTimeout(done, 0, line)
    for (const chooser of open()) if (!chooser.contains(event.target)) chooser.open = false
  })
  root.addEventListener("keydown", event => {
    isByKey = true
    const chooser = event.target.closest?.('.chooser[open] input[type="radio"]')?.closest(".composer .chooser")
    if (!chooser || event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return
    event.preventDefault() // else it would press the first button of the form
    done(chooser)
  }, true)
  root.addEventListener("focusin", event => {
    if (isByKey) for (const chooser of open()) if (!chooser.contains(event.target)) chooser.open = false
  })
}
