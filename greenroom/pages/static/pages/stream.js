// Feeds and composer, made smoother: everything here also works by ordinary forms and links.
import './clocks.js'

const withPart = (address, part, body) =>
  fetch(address, { method: 'POST', body, headers: { 'X-Part': part }, credentials: 'same-origin' })

const replaced = (old, html) => {
  const shelf = document.createElement('template')
  shelf.innerHTML = html.trim()
  const fresh = shelf.content.firstElementChild
  old.replaceWith(fresh)
  return fresh
}

// Boost, This helped, Keep: only the buttons are shown again, and the one pressed keeps the focus.
document.addEventListener('submit', async event => {
  const form = event.target, button = event.submitter
  if (!form.matches('form.acts') || !button) return
  event.preventDefault()
  const address = button.getAttribute('formaction')
  button.setAttribute('aria-busy', 'true')
  try {
    const reply = await withPart(address, 'acts', new FormData(form, button))
    if (!reply.ok || reply.redirected) throw new Error(String(reply.status))
    const fresh = replaced(form.closest('footer'), await reply.text())
    fresh.querySelector(`[formaction="${CSS.escape(address)}"]`)?.focus()
  } catch (trouble) {
    button.removeAttribute('aria-busy')
    if (trouble instanceof TypeError) return // no connection: nothing has changed, the button stays as it was
    form.action = address
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'undo', value: button.value }))
    form.submit() // the page that comes says why not
  }
})

// A vote: the poll is shown again with its figures, where the choices were.
document.addEventListener('submit', async event => {
  const form = event.target
  if (!form.matches('form.ballot')) return
  event.preventDefault()
  try {
    const reply = await withPart(form.action, 'poll', new FormData(form))
    if (!reply.ok || reply.redirected) throw new Error(String(reply.status))
    replaced(form.closest('.poll'), await reply.text()).focus()
  } catch (trouble) {
    for (const button of form.querySelectorAll('button')) { button.disabled = false; button.removeAttribute('aria-busy') }
    if (!(trouble instanceof TypeError)) form.submit() // the page that comes says why not
  }
})

// Another voice may reach other people: the composer comes again with its audiences, the words stay.
document.addEventListener('change', async event => {
  const form = event.target.closest('form.composer'), button = form?.querySelector('[data-voice]')
  if (event.target.name !== 'speaks_as' || !button) return
  const reply = await withPart(form.getAttribute('action'), 'composer', new FormData(form, button)).catch(() => null)
  if (!reply?.ok) return
  const fresh = replaced(form, await reply.text())
  fresh.dispatchEvent(new CustomEvent('composer:shown', { bubbles: true }))
  fresh.querySelector('.chooser > summary')?.focus()
})

// A moment that is typed changes what the button does, and so what it says.
document.addEventListener('input', event => {
  const form = event.target.closest('form.composer')
  if (!form || !event.target.name?.startsWith('due_')) return
  form.classList.toggle('later', Boolean(form.elements.due_date.value || form.elements.due_time.value))
})

// Copy the link of a post; without a clipboard the link simply leads there.
document.addEventListener('click', async event => {
  const link = event.target.closest('a[data-copy]')
  if (!link || !navigator.clipboard) return
  event.preventDefault()
  await navigator.clipboard.writeText(link.href)
  link.closest('details')?.removeAttribute('open')
  link.closest('header')?.querySelector('summary')?.focus()
})

// Moving pictures play when somebody says so, and stop again; without scripts the link leads to the picture's own page.
document.addEventListener('click', event => {
  const play = event.target.closest('a[data-play]')
  if (!play) return
  event.preventDefault()
  const moves = play.classList.toggle('moves'), word = play.textContent
  play.closest('figure').querySelector('img').src = moves ? play.dataset.play : play.dataset.still
  play.textContent = play.dataset.other
  play.dataset.other = word
})
