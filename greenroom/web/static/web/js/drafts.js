// Words survive a closed tab and a lost connection: on the server as a draft, until then on this device.
const QUIET = 2000 // milliseconds after the last key until the draft goes to the server
const SOON = 400 // milliseconds until the words are on this device
const AGAIN = 15000 // milliseconds until a failed save is tried again
const PREFIX = "words:"
const WORDS = ["headline", "text", "note", "spoiler_text"]
const POLL = ["choice1", "choice2", "choice3", "choice4", "choice5", "choice6", "poll_multiple", "poll_seconds"]
const LATER = ["due_date", "due_time"]
const FIELDS = [...WORDS, ...POLL, ...LATER, "language", "draft", "once"] // by `once`, its form's key, the server finds a draft again
const KEPT = [...FIELDS, "audience", "speaks_as"]

const place = form => `${PREFIX}${document.body.dataset.person}:${form.dataset.local ?? location.pathname}`

function device(act) {
  try { return act(localStorage) } catch { return null } // storage may be switched off or full
}

function isEmpty(form) {
  return WORDS.every(name => !form.elements[name]?.value?.trim()) && !form.elements.media
}

function remember(form) {
  if (isEmpty(form)) return forget(form)
  const words = Object.fromEntries(KEPT.map(name => [name, form.elements[name]?.value ?? ""]))
  device(store => store.setItem(place(form), JSON.stringify(words)))
}

function forget(form) {
  device(store => store.removeItem(place(form)))
}

function putBack(form) {
  const words = device(store => JSON.parse(store.getItem(place(form))))
  if (!words || !isEmpty(form)) return false
  for (const name of FIELDS) if (words[name] && form.elements[name]) form.elements[name].value = words[name]
  for (const radio of form.querySelectorAll('input[name="audience"]')) if (radio.value === words.audience) radio.checked = true
  for (const box of form.querySelectorAll("details")) if ([...box.querySelectorAll("textarea, .in:not(select)")].some(field => field.value)) box.open = true
  form.dispatchEvent(new Event("change", { bubbles: true }))
  for (const box of form.querySelectorAll("textarea")) box.dispatchEvent(new Event("input"))
  for (const hint of document.querySelectorAll("[data-form]")) if (words.once && hint.dataset.form === words.once) hint.hidden = true
  return true
}

// What was written under the old key is posted: what is written from here on is something else.
function renew(form) {
  const key = crypto.getRandomValues(new Uint8Array(12))
  form.elements.once.value = Array.from(key, byte => byte.toString(16).padStart(2, "0")).join("")
}

// A copy on this device whose words have been posted is not needed any more.
export function forgetPosted(root) {
  const posted = new Set([...root.querySelectorAll("[data-posted]")].map(node => node.dataset.posted))
  if (!posted.size) return
  device(store => {
    for (const key of Object.keys(store).filter(key => key.startsWith(PREFIX))) {
      if (posted.has(JSON.parse(store.getItem(key)).once)) store.removeItem(key)
    }
  })
}

const prepared = new WeakSet()

export function keepWords(form) {
  if (prepared.has(form)) return
  prepared.add(form)
  const said = form.querySelector("[data-saved]")
  let saving = null, changed = false, isSending = false, soon, quiet
  const say = text => { if (said) said.textContent = text ?? "" }

  async function save() {
    if (saving || !changed || isSending || !form.isConnected) return
    changed = false
    saving = fetch(form.dataset.draft, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "error" })
    try {
      const answer = await saving
      if (!answer.ok) throw new Error(String(answer.status))
      const id = answer.status === 204 ? "" : (await answer.json()).id
      if (form.elements.draft) form.elements.draft.value = id
      if (!id && !isEmpty(form)) renew(form)
      if (!changed) forget(form)
      say(id ? said?.dataset.savedText : "")
    } catch {
      changed = true
      remember(form)
      say(said?.dataset.lostText)
      quiet = setTimeout(save, AGAIN)
    } finally {
      saving = null
    }
    if (changed && !quiet) quiet = setTimeout(save, QUIET)
  }

  form.addEventListener("input", () => {
    changed = true
    clearTimeout(soon)
    clearTimeout(quiet)
    soon = setTimeout(() => remember(form), SOON)
    quiet = setTimeout(() => { quiet = null; save() }, QUIET)
  })
  form.addEventListener("submit", event => {
    remember(form)
    if (!navigator.onLine) { changed = true; return } // stays here: once.js stops it and says so
    isSending = true
    clearTimeout(quiet)
    clearTimeout(soon)
  })
  addEventListener("pageshow", event => { if (event.persisted) isSending = false })
  addEventListener("online", save)
  addEventListener("pagehide", () => {
    if (!changed || isSending || !form.isConnected) return
    remember(form)
    navigator.sendBeacon?.(form.dataset.draft, new FormData(form))
  })
  if (putBack(form)) { changed = true; save() }
}
