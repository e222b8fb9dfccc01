// Settings: light or dark is seen as soon as it is chosen; saving keeps it.
export function previewTheme(root) {
  root.addEventListener("change", event => {
    if (event.target.name !== "theme") return
    if (event.target.value === "system") delete root.documentElement.dataset.theme
    else root.documentElement.dataset.theme = event.target.value
  })
}
