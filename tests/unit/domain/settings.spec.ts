import { test } from '@japa/runner'
import knobs from '#config/auction'
import { isAmended, isScheduled, type Amendable } from '#domain/amendment'
import { houseTerms, isSettingKey, SETTING_KEYS, settingFaults } from '#domain/settings'

const TENS = [{ from: 0, step: 10 }]

test.group('Settings', () => {
  test('have good defaults', ({ assert }) => {
    for (const key of SETTING_KEYS) {
      assert.isTrue(isSettingKey(key))
      assert.isEmpty(settingFaults(key, knobs.settings[key]), key)
    }
    assert.isFalse(isSettingKey('toString'))
  })

  test('give a currency its own table, else the house table, else nothing', ({ assert }) => {
    const currencies = [
      { code: 'EUR', increments: TENS },
      { code: 'CHF', increments: null },
    ]
    const settings = { ...knobs.settings, currencies }
    assert.equal(houseTerms(settings, 'EUR')?.increments, TENS)
    assert.equal(houseTerms(settings, 'CHF')?.increments, knobs.increments)
    assert.isNull(houseTerms(settings, 'JPY'))
    assert.equal(houseTerms(knobs.settings, 'JPY')?.increments, knobs.increments)
  })
})

test.group('An amendment', () => {
  const auction: Amendable = {
    currency: 'EUR',
    terms: { startsAt: 100 },
    state: { outcome: null },
    houseTerms: { increments: TENS, softClose: null, premiumBands: [], taxBands: [] },
    hasHouseIncrements: true,
    hasHouseSoftClose: true,
  }

  test('is for what has not begun', ({ assert }) => {
    assert.isTrue(isScheduled(auction, 99))
    assert.isFalse(isScheduled(auction, 100))
    assert.isFalse(isScheduled({ ...auction, state: { outcome: 'cancelled' } }, 99))
  })

  test('changes what is different, and nothing that the seller set', ({ assert }) => {
    assert.isTrue(isAmended(auction, 'increments', knobs.settings))
    assert.isFalse(isAmended(auction, 'softClose', knobs.settings))
    assert.isFalse(isAmended(auction, 'increments', { ...knobs.settings, increments: TENS }))
    const own = { ...auction, hasHouseIncrements: false, hasHouseSoftClose: false }
    assert.isFalse(isAmended(own, 'increments', knobs.settings))
    const softClose = { windowMs: 1, extensionMs: 1 }
    assert.isFalse(isAmended(own, 'softClose', { ...knobs.settings, softClose }))
  })
})
