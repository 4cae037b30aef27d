import type { HttpContext } from '@adonisjs/core/http'
import { errors as vineErrors } from '@vinejs/vine'
import { PROBLEMS, type ProblemCode } from '#exceptions/problems'
import { Refusal } from '#exceptions/refusal'
import { formMessages } from '#validators/panel'

/** Why a form is shown again: sentences beside its fields, or one above them. */
export type FormFailure = { errors: Record<string, string>; refusal?: ProblemCode }

type FormValidator<Values> = {
  validate(data: unknown, options: { messagesProvider: typeof formMessages }): Promise<Values>
}

/** The form's values, or what is wrong with them, the first fault of each field. */
export async function readForm<Values>(
  validator: FormValidator<Values>,
  data: unknown
): Promise<{ ok: true; values: Values } | { ok: false; failure: FormFailure }> {
  try {
    const values = await validator.validate(data, { messagesProvider: formMessages })
    return { ok: true, values }
  } catch (error) {
    if (!(error instanceof vineErrors.E_VALIDATION_ERROR)) throw error
    const messages = error.messages as { field: string; message: string }[]
    const errors = Object.fromEntries(
      messages.map(({ field, message }) => [field, message]).reverse()
    )
    return { ok: false, failure: { errors } }
  }
}

/** The query without its empty fields, which a form sends for what was left open. */
export function filledQuery({ request }: HttpContext): Record<string, unknown> {
  return Object.fromEntries(Object.entries(request.qs()).filter(([, value]) => value !== ''))
}

/** Refusals that are about one field of a form. */
const FIELDS: Partial<Record<ProblemCode, string>> = { not_later: 'endsAt' }

/** A refusal as a form shows it. One that no form can mend is thrown. */
export function failureOf(code: ProblemCode): FormFailure {
  if (code === 'auction_not_found' || code === 'user_not_found') throw new Refusal(code)
  const field = FIELDS[code]
  return field ? { errors: { [field]: PROBLEMS[code][1] } } : { errors: {}, refusal: code }
}

/** Everything that a deed's page needs: what it does, what follows, and what it asks for. */
export type DeedPage = {
  title: string
  /** What follows, a sentence each. */
  consequences: string[]
  submit: string
  isDangerous: boolean
  action: string
  back: { url: string; label: string }
  hidden?: { name: string; value: string }
  /** Before and after, for a void, and where a fresh one is to be had. */
  preview?: object
  previewUrl?: string
  /** The present end, where a new one is asked for. */
  presentEnd?: string
}

/** Shows a deed's form; after a failure with what was typed. */
export function showDeed(ctx: HttpContext, page: DeedPage, failure?: FormFailure) {
  if (failure) ctx.response.status(failure.refusal ? PROBLEMS[failure.refusal][0] : 422)
  const refusal = failure?.refusal && `${PROBLEMS[failure.refusal][1]}.`
  const values = ctx.request.only(['reason', 'endsAt'])
  return ctx.view.render('pages/deed', { page, values, errors: failure?.errors ?? {}, refusal })
}

/** Goes on to a page that says what was done. */
export function goOn({ response, session }: HttpContext, url: string, notice: string) {
  session.flash('notice', notice)
  return response.redirect().status(303).toPath(url)
}
