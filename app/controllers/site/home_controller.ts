import type { HttpContext } from '@adonisjs/core/http'

export default class HomeController {
  /** What this is, and where its doors are. */
  async index({ view }: HttpContext) {
    return view.render('pages/site/home')
  }
}
