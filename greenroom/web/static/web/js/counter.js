// The headline counter: what a person sees as one character counts one, a link counts 23.
const LINK = /https?:\/\/\S+/g
const LINK_COUNTS = 23
const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "grapheme" }) : null

export function length(text) {
  const plain = text.trim().replace(LINK, "x".repeat(LINK_COUNTS))
  return segmenter ? [...segmenter.segment(plain)].length : [...plain].length
}

export function count(box) {
  const out = document.getElementById(box.dataset.count)
  if (!out) return
  const limit = Number(box.dataset.limit ?? 140)
  const forms = new Intl.PluralRules(document.documentElement.lang)
  const tick = typed => {
    const left = limit - length(box.value), figure = Math.abs(left)
    const form = forms.select(figure) === "one" ? "One" : "Other"
    out.textContent = out.dataset[(left < 0 ? "over" : "left") + form].replace("#", figure)
    out.classList.toggle("over", left < 0)
    if (left < 0) box.setAttribute("aria-invalid", "true")
    else if (typed) box.removeAttribute("aria-invalid") // until then it says what the server refused
  }
  box.addEventListener("input", tick)
  tick()
}
