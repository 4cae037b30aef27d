import type { HttpContext } from '@adonisjs/core/http'
import { Refusal } from '#exceptions/refusal'

/** The version that the sender has read, with or without quotes. Throws `if_match_required`. */
export function ifMatch({ request }: HttpContext): number {
  const [, version] = /^"?(\d{1,9})"?$/.exec(request.header('if-match') ?? '') ?? []
  if (version === undefined) throw new Refusal('if_match_required')
  return Number(version)
}
