import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js'
import 'swagger-ui-dist/swagger-ui.css'
import '../css/docs.css'

const darkness = matchMedia('(prefers-color-scheme: dark)')
const followDarkness = () =>
  document.documentElement.classList.toggle('dark-mode', darkness.matches)
darkness.addEventListener('change', followDarkness)
followDarkness()

const reference = document.querySelector('#reference')
SwaggerUI({
  domNode: reference,
  url: reference.dataset.document,
  deepLinking: true,
  tryItOutEnabled: true,
})
