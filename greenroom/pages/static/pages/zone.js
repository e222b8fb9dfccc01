// Suggests the time zone of this device where another one is chosen; nothing changes until somebody takes it.
const hint = document.querySelector("[data-zone-hint]")
const list = hint && document.querySelector('select[name="time_zone"]')
const named = Intl.DateTimeFormat().resolvedOptions().timeZone
if (hint && named) {
  const zone = JSON.parse(hint.dataset.aliases)[named] ?? named
  const option = [...list.options].find(one => one.value === zone)
  const show = () => { hint.hidden = !option || list.value === zone }
  if (option) hint.querySelector("[data-zone-name]").textContent = option.text
  hint.querySelector("button").addEventListener("click", () => { list.value = zone; show(); list.focus() })
  list.addEventListener("change", show)
  show()
}
