import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusal'
import { listCases } from '#queries/moderation_cases'
import { casesValidator } from '#validators/moderation'

export default class ModerationCasesController {
  /** Auctions that wait for a decision, the oldest first. */
  async index({ request }: HttpContext) {
    const page = await listCases(await casesValidator.validate(request.qs()))
    if (!page) throw new Refusal('invalid_cursor')
    return page
  }
}
