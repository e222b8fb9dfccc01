// Menus on <details>: they close when somebody goes elsewhere or presses Escape.
export function closeMenus(root) {
  root.addEventListener("click", event => {
    for (const menu of root.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false
  })
  root.addEventListener("keydown", event => {
    if (event.key !== "Escape") return
    const open = event.target.closest?.("details.menu[open], details.chooser[open]")
    if (!open) return
    open.open = false
    open.querySelector("summary")?.focus()
  })
}
