// A row of segments that scrolls: the current one is in sight at the beginning, and whole whichever has the focus.
export function walkAlong(root) {
  for (const row of root.querySelectorAll(".seg.many")) {
    row.addEventListener("focusin", event => event.target.scrollIntoView({ block: "nearest", inline: "nearest" }))
    const here = row.querySelector("[aria-current]")
    if (!here || row.scrollWidth <= row.clientWidth) continue
    const aside = (row.clientWidth - here.offsetWidth) / 2
    row.scrollLeft += here.getBoundingClientRect().left - row.getBoundingClientRect().left - aside
  }
}
