import type { HttpContext } from '@adonisjs/core/http'

export default class DocsController {
  /** The OpenAPI document, to read and to try. */
  async index({ view }: HttpContext) {
    return view.render('pages/site/docs')
  }
}
