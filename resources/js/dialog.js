import { typeTimesLocally } from './forms.js'

/** Opens a deed's form, which htmx has fetched, over the page. */
export function startDialog(dialog) {
  const body = dialog.querySelector('#dialog-body')
  document.addEventListener('htmx:after:swap', ({ detail }) => {
    if (detail.ctx.target !== body) return
    // Something else came, such as an error: its own page shows it.
    if (!body.querySelector('form')) return location.assign(detail.ctx.request.action)
    typeTimesLocally(body)
    if (!dialog.open) dialog.showModal()
  })
  dialog.addEventListener('close', () => body.replaceChildren())
  dialog.addEventListener('click', (event) => {
    if (!event.target.closest('[data-closes-dialog]')) return
    event.preventDefault()
    dialog.close()
  })
}
