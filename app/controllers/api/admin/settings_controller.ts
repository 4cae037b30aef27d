import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { ChangeSetting } from '#actions/change_setting'
import { isSettingKey, type SettingKey } from '#domain/settings'
import { Refusal } from '#exceptions/refusal'
import { principalOf } from '#middleware/access_middleware'
import { ifMatch } from '#middleware/if_match'
import { CurrentSettings } from '#queries/current_settings'
import { listSettings } from '#queries/list_settings'
import { validateSetting } from '#validators/settings'

@inject()
export default class SettingsController {
  constructor(
    private changeSetting: ChangeSetting,
    private current: CurrentSettings
  ) {}

  /** What holds in the house. */
  async index() {
    return { data: await listSettings() }
  }

  /** Sets one. */
  async update(ctx: HttpContext) {
    const { key } = ctx.params
    if (!isSettingKey(key)) throw new Refusal('setting_not_found')
    await this.#change(ctx, key)
    this.current.forget()
    const settings = await listSettings()
    return { data: settings.find((setting) => setting.key === key) }
  }

  async #change<Key extends SettingKey>(ctx: HttpContext, key: Key) {
    const version = ifMatch(ctx)
    const change = await validateSetting(key, ctx.request.body())
    const result = await this.changeSetting.execute<Key>({
      key,
      version,
      actorId: principalOf(ctx).userId,
      ...change,
      applyToScheduled: change.applyToScheduled ?? false,
    })
    if (result.ok) return
    if (result.code === 'stale') throw new Refusal('stale')
    throw new Refusal('validation_failed', {
      detail: result.faults[0].message,
      errors: result.faults,
    })
  }
}
