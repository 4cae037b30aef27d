const MINUTE_MS = 60_000

/** A form is sent once, and times are typed in the reader's zone but sent in UTC. */
export function prepareForms(root = document) {
  for (const form of root.querySelectorAll('form[method="post"]')) sendOnce(form)
  for (const input of root.querySelectorAll('input[data-utc]')) typeLocally(input)
}

function sendOnce(form) {
  form.addEventListener('submit', (event) => {
    if (form.ariaBusy === 'true') event.preventDefault()
    form.ariaBusy = 'true'
  })
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

// Back from the next page, a form may be sent again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[aria-busy]')) form.ariaBusy = null
})
