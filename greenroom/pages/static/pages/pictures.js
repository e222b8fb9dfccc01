// Pictures of a composer, brought at once and put in order in place: all of it also works by ordinary buttons.

const LARGEST = 16_000_000

const listOf = form => form?.querySelector('[data-pictures]')
const entryOf = list => list.closest('form').querySelector(`[data-add="${CSS.escape(list.id)}"]`)
const tell = (list, text) => { list.closest('form').querySelector('[data-picture-news]').textContent = text }
const changed = list => list.dispatchEvent(new Event('input', { bubbles: true })) // the draft is saved

const make = (tag, properties, ...children) => {
  const node = Object.assign(document.createElement(tag), properties)
  node.append(...children)
  return node
}

function tidy(list) {
  const items = [...list.querySelectorAll('[data-picture]')]
  items.forEach((item, place) => {
    const legend = item.querySelector('[data-number]')
    if (legend) legend.textContent = list.dataset.numberText.replace('#', place + 1)
  })
  const entry = entryOf(list)
  if (entry) entry.hidden = items.length >= Number(list.dataset.most)
}

function add(list, files) {
  const room = Number(list.dataset.most) - list.children.length
  if (files.length > room) tell(list, list.dataset.fullText)
  return [...files].slice(0, Math.max(0, room)).map(file => send(list, file))
}

// One file on its way: a line with its name and how far it is, in whose place the server's part of the form comes.
function send(list, file, line = make('li', { className: 'picfield going' })) {
  line.dataset.picture = ''
  const bar = make('progress', { max: 1, value: 0 })
  bar.setAttribute('aria-label', list.dataset.sendingText.replace('#', file.name))
  const said = make('p', { className: 'sm' }, list.dataset.sendingText.replace('#', file.name))
  line.replaceChildren(said, bar)
  if (!line.isConnected) list.append(line)
  tidy(list)
  if (file.size > LARGEST) return decline(list, file, line, list.dataset.largeText, false)
  const form = new FormData()
  form.append('csrfmiddlewaretoken', list.closest('form').elements.csrfmiddlewaretoken.value)
  form.append('file', file)
  const request = new XMLHttpRequest() // it says how far a file has come; fetch does not
  request.open('POST', list.dataset.address)
  request.setRequestHeader('Accept', 'text/plain')
  request.upload.onprogress = event => { bar.value = event.loaded / event.total }
  request.upload.onload = () => { bar.removeAttribute('value'); said.textContent = list.dataset.readingText }
  request.onload = () => {
    if (request.status === 201) return arrive(list, line, request.responseText)
    const isSentence = request.getResponseHeader('Content-Type')?.startsWith('text/plain')
    decline(list, file, line, isSentence ? request.responseText : list.dataset.lostText, !isSentence)
  }
  request.onerror = () => decline(list, file, line, list.dataset.lostText, true)
  request.send(form)
}

function arrive(list, line, html) {
  const shelf = document.createElement('template')
  shelf.innerHTML = html.trim()
  const fresh = shelf.content.firstElementChild
  line.replaceWith(fresh)
  tidy(list)
  tell(list, list.dataset.hereText)
  if (!list.contains(document.activeElement)) fresh.querySelector('textarea').focus()
  changed(list)
}

function decline(list, file, line, sentence, mayTryAgain) {
  const said = make('p', { className: 'err' }, `${file.name}: ${sentence}`)
  said.setAttribute('role', 'alert')
  const away = make('button', { type: 'button', className: 'btn s', textContent: list.dataset.awayText })
  away.addEventListener('click', () => leave(list, line))
  const again = make('button', { type: 'button', className: 'btn s', textContent: list.dataset.againText })
  again.addEventListener('click', () => send(list, file, line))
  line.replaceChildren(said, make('p', { className: 'row' }, ...(mayTryAgain ? [again] : []), away))
}

function leave(list, item) {
  const next = item.nextElementSibling ?? item.previousElementSibling
  item.remove()
  tidy(list)
  tell(list, list.dataset.goneText)
  const goal = next?.querySelector('textarea, button') ?? entryOf(list)?.querySelector('summary')
  goal?.focus()
  changed(list)
}

document.addEventListener('click', event => {
  const summary = event.target.closest('[data-add] > summary')
  if (summary) { // straight to the choice of files
    event.preventDefault()
    summary.parentElement.querySelector('input[type=file]').click()
    return
  }
  const button = event.target.closest('button[name=do][value^="picture-"]')
  if (button) {
    event.preventDefault()
    const item = button.closest('[data-picture]'), list = item.parentElement
    const [, verb] = button.value.split('-')
    if (verb === 'away') return leave(list, item)
    if (verb === 'up') item.previousElementSibling?.before(item)
    else item.nextElementSibling?.after(item)
    tidy(list)
    button.focus()
    tell(list, item.querySelector('[data-number]').textContent)
    changed(list)
  }
})

document.addEventListener('change', event => {
  const input = event.target.closest('[data-add] input[type=file]')
  if (!input) return
  const list = document.getElementById(input.closest('[data-add]').dataset.add)
  add(list, input.files)
  input.value = '' // the files are on their way; the form itself must not carry them again
})

// Paste a picture into the words, or let one fall anywhere on the form.
const pictures = transfer => [...(transfer?.files ?? [])].filter(file => file.type.startsWith('image/'))

document.addEventListener('paste', event => {
  const list = listOf(event.target.closest?.('form.composer')), files = pictures(event.clipboardData)
  if (!list || !files.length) return
  event.preventDefault()
  add(list, files)
})
document.addEventListener('dragover', event => {
  if (event.target.closest?.('form.composer') && event.dataTransfer.types.includes('Files')) event.preventDefault()
})
document.addEventListener('drop', event => {
  const list = listOf(event.target.closest?.('form.composer'))
  if (!list || !event.dataTransfer.files.length) return
  event.preventDefault()
  add(list, event.dataTransfer.files)
})
