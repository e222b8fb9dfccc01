// What every page may need. Everything reads and works without it.
import { count } from "./counter.js"
import { choose } from "./chooser.js"
import { keepWords, forgetPosted } from "./drafts.js"
import { walk } from "./feed.js"
import { listen } from "./live.js"
import { closeMenus } from "./menus.js"
import { sendOnce } from "./once.js"
import { previewTheme } from "./theme.js"

for (const box of document.querySelectorAll("[data-count]")) count(box)
for (const form of document.querySelectorAll("form.composer")) choose(form)
forgetPosted(document)
for (const form of document.querySelectorAll("form[data-draft]")) keepWords(form)
walk(document)
listen(document)
closeMenus(document)
sendOnce(document)
previewTheme(document)
for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print())
