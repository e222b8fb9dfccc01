// What every page may need. Everything reads and works without it.
import { count } from "./counter.js"
import { choose, closeChoosers } from "./chooser.js"
import { keepOfflinePage } from "./device.js"
import { keepWords, forgetPosted } from "./drafts.js"
import { walk } from "./feed.js"
import { pressKeys } from "./keys.js"
import { listen } from "./live.js"
import { closeMenus } from "./menus.js"
import { sendOnce } from "./once.js"
import { walkAlong } from "./segments.js"
import { previewTheme } from "./theme.js"

function prepare(root) {
  for (const box of root.querySelectorAll("[data-count]")) count(box)
  for (const form of root.querySelectorAll("form.composer")) choose(form)
  for (const form of root.querySelectorAll("form[data-draft]")) keepWords(form)
}

forgetPosted(document)
prepare(document)
// The composer is fetched anew when another voice is chosen.
document.addEventListener("composer:shown", event => prepare(event.target.parentElement))
walk(document)
pressKeys(document)
listen(document)
closeMenus(document)
closeChoosers(document)
sendOnce(document)
walkAlong(document)
previewTheme(document)
keepOfflinePage()
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print())
