import 'htmx.org'
import 'htmx.org/dist/ext/hx-csp.js'
import { startDialog } from './dialog.js'
import { sendFormsOnce, typeTimesLocally } from './forms.js'
import { watchAuction } from './live.js'
import { localiseTimes, startCountdowns } from './times.js'

import.meta.glob('../images/*.svg', { query: '?url', eager: true })

const live = document.querySelector('[data-live]')
if (live) watchAuction(live)
localiseTimes()
startCountdowns()
sendFormsOnce()
typeTimesLocally()
startDialog(document.querySelector('#dialog'))
document.addEventListener('htmx:before:settle', ({ target }) => localiseTimes(target))
