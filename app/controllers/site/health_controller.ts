import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'

export default class HealthController {
  /** The process runs. */
  live({ response }: HttpContext) {
    return response.json({ status: 'live' })
  }

  /** The process can serve: the database answers and its schema is there. */
  async ready({ response }: HttpContext) {
    try {
      await db.rawQuery('SELECT 1 FROM house')
      return response.json({ status: 'ready' })
    } catch {
      return response.status(503).json({ status: 'not ready' })
    }
  }
}
