import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import vine, { errors } from '@vinejs/vine'
import { ROLES } from '#domain/abilities'
import { isConstraint } from '#database/constraints'
import { email, password } from '#validators/rules'

const validator = vine.create({
  email: email(),
  password: password(),
  displayName: vine.string().trim().minLength(1).maxLength(80),
  roles: vine.array(vine.enum(ROLES)).minLength(1),
})

export default class UsersCreate extends BaseCommand {
  static commandName = 'users:create'
  static description = 'Make an account with the roles it needs'
  static help = [
    'Every account is a buyer; the roles are added to that. A seller made so is trusted: where the',
    'house reviews what is sold, they skip it.',
    '```',
    '{{ binaryName }} users:create --email ada@example.org --password "a long one" --roles admin',
    '{{ binaryName }} users:create --email al@example.org --password "a long one" --roles seller,moderator --name "Al"',
    '```',
  ]
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'E-mail address to sign in with', required: true })
  declare email: string

  @flags.string({ description: 'Password of 10 to 200 characters', required: true })
  declare password: string

  @flags.string({ description: `Comma-separated: ${ROLES.join(', ')}`, default: 'buyer' })
  declare roles: string

  @flags.string({ description: 'Name that others see; the e-mail address up to its @ by default' })
  declare name?: string

  async run() {
    const { CreateUser } = await import('#actions/create_user')
    try {
      const account = await validator.validate({
        email: this.email,
        password: this.password,
        displayName: this.name ?? this.email.split('@')[0],
        roles: [...new Set(['buyer', ...this.roles.split(',').map((role) => role.trim())])],
      })
      const user = await new CreateUser().execute(account)
      this.logger.success(`${user.email} (${account.roles.join(', ')}) has the id ${user.id}`)
    } catch (error) {
      this.exitCode = 1
      this.logger.error(sentenceOf(error, this.email))
    }
  }
}

function sentenceOf(error: unknown, address: string): string {
  if (error instanceof errors.E_VALIDATION_ERROR) {
    return (error.messages as { message: string }[]).map(({ message }) => message).join('; ')
  }
  if (isConstraint(error, 'users_email_unique')) return `${address} has an account already`
  throw error
}
