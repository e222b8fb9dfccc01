// The audience chooser: the button and the sentences name the audience that is chosen.
export function choose(form) {
  const tell = () => {
    const chosen = form.querySelector('input[name="audience"]:checked')
    if (!chosen) return
    for (const node of form.querySelectorAll("[data-to]")) node.textContent = chosen.dataset.name
    for (const node of form.querySelectorAll("[data-readers]")) node.textContent = chosen.dataset.reach
    for (const node of form.querySelectorAll("[data-who]:not(input)")) node.textContent = chosen.dataset.who || `${chosen.dataset.reach}.`
  }
  form.addEventListener("change", event => { if (!event.target.name || event.target.name === "audience") tell() })
  form.addEventListener("reset", () => setTimeout(tell))
}
