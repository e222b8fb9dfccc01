// The audience chooser: the button and the sentences name the audience that is chosen.
export function choose(form) {
  const tell = () => {
    const chosen = form.querySelector(".list :checked")
    if (!chosen) return
    for (const node of form.querySelectorAll("[data-to]")) node.textContent = chosen.dataset.name
    for (const node of form.querySelectorAll("[data-readers]")) node.textContent = chosen.dataset.reach
    for (const node of form.querySelectorAll("[data-who]:not(input)")) {
      node.textContent = chosen.dataset.who || `${chosen.dataset.reach}.`
      if (node.previousElementSibling?.classList.contains("avs")) {
        node.previousElementSibling.hidden = !chosen.dataset.who || !chosen.defaultChecked
      }
    }
  }
  form.addEventListener("change", tell)
  form.addEventListener("reset", () => setTimeout(tell))
}
