import { errors } from '@adonisjs/auth'
import type { HttpContext } from '@adonisjs/core/http'
import { readForm, type FormFailure } from '#controllers/panel/forms'
import type { Ability } from '#domain/abilities'
import { PROBLEMS, type ProblemCode } from '#exceptions/problems'
import { countRequest } from '#middleware/limit'
import { INTENDED_URL, PASSWORD_MARK, passwordMark } from '#middleware/staff_middleware'
import User from '#models/user'
import { tokenValidator } from '#validators/auth'

export default class SessionsController {
  static ability: Ability = 'panel.enter'

  /** The login form. */
  async create({ view }: HttpContext) {
    return view.render('pages/sessions/create', { errors: {}, email: '' })
  }

  /** Signs in, staff only, and goes where the visitor wanted to. */
  async store(ctx: HttpContext) {
    const form = await readForm(tokenValidator, ctx.request.all())
    if (!form.ok) return showAgain(ctx, 422, form.failure)
    const { email, password } = form.values
    const key = `${ctx.request.ip()}_${email}`
    if (!(await countRequest(ctx, 'login', key))) return refuse(ctx, 'too_many_requests')
    const user = await findUser(email, password)
    if (!user) return refuse(ctx, 'invalid_credentials')
    if (user.isSuspended) return refuse(ctx, 'account_suspended')
    if (!user.can('panel.enter')) return refuse(ctx, 'forbidden')
    const intended = ctx.session.pull(INTENDED_URL, '/admin') as string
    await ctx.auth.use('web').login(user)
    ctx.session.put(PASSWORD_MARK, passwordMark(user))
    return ctx.response.redirect().status(303).toPath(intended)
  }

  /** Signs out. */
  async destroy({ auth, response }: HttpContext) {
    await auth.use('web').logout()
    return response.redirect().status(303).toPath('/admin/login')
  }
}

async function findUser(email: string, password: string): Promise<User | null> {
  try {
    return await User.verifyCredentials(email, password)
  } catch (error) {
    if (error instanceof errors.E_INVALID_CREDENTIALS) return null
    throw error
  }
}

function refuse(ctx: HttpContext, code: ProblemCode) {
  const [status, sentence] = PROBLEMS[code]
  return showAgain(ctx, status, { errors: { email: sentence } })
}

/** The form with the e-mail address as it was typed; a password is never sent back. */
function showAgain({ request, response, view }: HttpContext, status: number, failure: FormFailure) {
  response.status(status)
  const email = String(request.input('email') ?? '')
  return view.render('pages/sessions/create', { errors: failure.errors, email })
}
