import { test } from '@japa/runner'
import knobs from '#config/auction'
import { SETTING_KEYS } from '#domain/settings'
import { cast } from '#tests/helpers/cast'
import { resetHouse } from '#tests/helpers/house'
import { setHouse } from '#tests/helpers/settings'

const URL = '/api/v1/admin/settings'

test.group('GET /admin/settings', (group) => {
  group.each.setup(resetHouse)

  test('refuses everybody but admins', async ({ client }) => {
    const { alice, bob, mira } = await cast()
    const visitor = await client.get(URL)
    visitor.assertProblem('unauthenticated')
    for (const other of [alice, bob, mira]) {
      const answer = await client.get(URL).as(other)
      answer.assertProblem('forbidden')
    }
  })

  test('shows every setting, defaults as version 0', async ({ client, assert }) => {
    const { ada } = await cast()
    await setHouse(ada, 'softClose', { windowMs: 60_000, extensionMs: 30_000 })
    const answer = await client.get(URL).as(ada)
    answer.assertStatus(200)
    const settings: { key: keyof typeof knobs.settings; version: number }[] = answer.body().data
    assert.deepEqual(
      settings.map(({ key }) => key),
      SETTING_KEYS
    )
    for (const setting of settings) {
      if (setting.key === 'softClose') continue
      const value = knobs.settings[setting.key]
      assert.containSubset(setting, { value, version: 0, updatedBy: null, updatedAt: null })
    }
    assert.containSubset(settings, [
      { key: 'softClose', version: 1, updatedBy: { id: ada.id }, value: { windowMs: 60_000 } },
    ])
  })
})
