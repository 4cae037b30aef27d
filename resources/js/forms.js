const MINUTE_MS = 60_000

/** A form is sent once, however often its button is pressed. */
export function sendFormsOnce() {
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (form.method !== 'post') return
    if (form.ariaBusy === 'true') event.preventDefault()
    form.ariaBusy = 'true'
  })
  // Back from the next page, it may be sent again.
  addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[aria-busy]')) form.ariaBusy = null
  })
}

/** Times are typed in the reader's zone and sent in UTC. */
export function typeTimesLocally(root = document) {
  for (const input of root.querySelectorAll('input[data-utc]')) typeLocally(input)
}

function typeLocally(input) {
  const given = new Date(`${input.value}Z`)
  input.removeAttribute('data-utc')
  const localMs = given.getTime() - given.getTimezoneOffset() * MINUTE_MS
  if (input.value) input.value = new Date(localMs).toISOString().slice(0, 16)
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  document.getElementById(`${input.name}-hint`).textContent = `In your time zone, ${zone}`
  input.form.addEventListener('formdata', ({ formData }) => {
    if (input.value) formData.set(input.name, new Date(input.value).toISOString())
  })
}
