// Beside the moment of a composer: what clocks show then to those who will read. Without it the page of drafts says so.
const SOON = 400 // milliseconds after the last change until it is asked
const FIELDS = ['due_date', 'due_time', 'audience', 'speaks_as', 'reply']
const NAMES = /(?<![\w@/])@([a-z0-9_]{1,30})(?![\w@])/gi
const MOST = 50 // names in one question
const forms = new WeakMap() // what each composer has asked last: its words, when it will, and how to stop it

// The question as an address; empty while there is no moment.
function question(form) {
  const typed = new FormData(form), asked = new URLSearchParams()
  if (!typed.get('due_date') || !typed.get('due_time')) return ''
  for (const name of FIELDS) if (typed.get(name)) asked.set(name, typed.get(name))
  if (typed.get('audience') === 'direct') {
    const words = ['headline', 'note', 'text'].map(name => typed.get(name) ?? '').join('\n')
    const names = new Set(Array.from(words.matchAll(NAMES), found => found[1].toLowerCase()))
    for (const name of [...names].slice(0, MOST)) asked.append('named', name)
  }
  return String(asked)
}

async function ask(place, one) {
  one.stop = new AbortController()
  try {
    const reply = await fetch(`${place.dataset.clocks}?${one.asked}`, { signal: one.stop.signal, redirect: 'error' })
    say(place, reply.status === 200 ? await reply.text() : '')
  } catch (trouble) {
    if (trouble.name === 'AbortError') return
    one.asked = '' // the next change asks again
    say(place, '')
  }
}

// The same words again would be read aloud again.
function say(place, words) {
  if (place.textContent !== words) place.textContent = words
}

function look(form) {
  const place = form?.querySelector('[data-clocks]')
  if (!place) return
  const one = forms.get(form) ?? { asked: '' }, asked = question(form)
  forms.set(form, one)
  if (asked === one.asked) return
  one.asked = asked
  clearTimeout(one.soon)
  one.stop?.abort()
  if (asked) one.soon = setTimeout(ask, SOON, place, one)
  else say(place, '')
}

for (const kind of ['input', 'change']) document.addEventListener(kind, event => look(event.target.closest?.('form.composer')))
document.addEventListener('composer:shown', event => look(event.target.closest('form.composer')))
for (const form of document.querySelectorAll('form.composer')) look(form)
