import { ExceptionHandler, type HttpContext } from '@adonisjs/core/http'
import app from '@adonisjs/core/services/app'
import { errors as shieldErrors } from '@adonisjs/shield'
import { errors as vineErrors } from '@vinejs/vine'
import { DatabaseUnavailableError, isConnectionLoss, OutcomeUnknownError } from '#database/pg_pool'
import { problemOf, type Problem } from '#exceptions/problems'
import { Refusal } from '#exceptions/refusal'
import { setPageHeaders } from '#middleware/page_headers_middleware'

/** Answers errors: problem+json for the API, a page for people. */
export default class HttpExceptionHandler extends ExceptionHandler {
  protected debug = false
  protected renderStatusPages = false

  async handle(error: unknown, ctx: HttpContext) {
    if (ctx.request.url().startsWith('/admin')) return this.#handleInPanel(error, ctx)
    return sendProblem(ctx, problemFor(error))
  }

  async report(error: unknown, ctx: HttpContext) {
    if (problemFor(error).status >= 500) ctx.logger.error({ err: error }, 'a request failed')
  }

  async #handleInPanel(error: unknown, ctx: HttpContext) {
    const problem = problemFor(error)
    if (!('view' in ctx)) return sendProblem(ctx, problem)
    ctx.response.status(problem.status)
    setPageHeaders(ctx)
    return ctx.response.send(await ctx.view.render('pages/errors/problem', { problem }))
  }
}

export function sendProblem(ctx: HttpContext, problem: Problem) {
  ctx.response.status(problem.status)
  ctx.response.header('content-type', 'application/problem+json; charset=utf-8')
  if (problem.status === 503) ctx.response.header('retry-after', '1')
  if (problem.status === 401) ctx.response.header('www-authenticate', 'Bearer realm="gavel"')
  // As a string, or the content type would become application/json.
  ctx.response.send(JSON.stringify(problem))
}

function problemFor(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem
  if (error instanceof vineErrors.E_VALIDATION_ERROR) return validationProblem(error)
  if (error instanceof shieldErrors.E_BAD_CSRF_TOKEN) {
    return problemOf('forbidden', {
      detail: 'This form is too old: go back, reload, send it again',
    })
  }
  if (error instanceof OutcomeUnknownError) return problemOf('outcome_unknown')
  if (error instanceof DatabaseUnavailableError || isConnectionLoss(error)) {
    return problemOf('database_unavailable')
  }
  const status = statusOf(error)
  if (status === 404) return problemOf('not_found')
  if (status === 413) return problemOf('body_too_large')
  if (isUnreadable(error, status)) return problemOf('malformed_body')
  if (status === 403) return problemOf('forbidden')
  if (status === 401) return problemOf('unauthenticated')
  const detail = app.inProduction || !(error instanceof Error) ? undefined : error.message
  return problemOf('internal_error', { detail })
}

/** What the body parser throws: no JSON, a bare value, or compressed otherwise than it says. */
function isUnreadable(error: unknown, status: number): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  return [400, 415, 422].includes(status) || (typeof code === 'string' && code.startsWith('Z_'))
}

function validationProblem(error: InstanceType<typeof vineErrors.E_VALIDATION_ERROR>): Problem {
  const messages = error.messages as { field: string; message: string; rule: string }[]
  const errors = messages.map(({ field, message, rule }) => ({ field, message, rule }))
  return problemOf('validation_failed', { detail: errors[0]?.message, errors })
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('status' in error)) return 500
  return typeof error.status === 'number' ? error.status : 500
}
