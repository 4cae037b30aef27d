import type { HttpContext } from '@adonisjs/core/http'
import { filledQuery, readForm } from '#controllers/panel/forms'
import type { Ability } from '#domain/abilities'
import { Refusal } from '#exceptions/refusal'
import { auditLog } from '#queries/audit_log'
import { auditFilterValidator } from '#validators/panel'

export default class AuditLogController {
  static ability: Ability = 'panel.enter'

  /** What staff did, the newest first. */
  async index(ctx: HttpContext) {
    const query = filledQuery(ctx)
    const form = await readForm(auditFilterValidator, query)
    if (!form.ok) {
      ctx.response.status(422)
      return ctx.view.render('pages/audit_log/index', {
        filters: query,
        ...form.failure,
        page: null,
      })
    }
    const page = await auditLog(form.values)
    if (!page) throw new Refusal('invalid_cursor')
    return ctx.view.render('pages/audit_log/index', { filters: form.values, errors: {}, page })
  }
}
