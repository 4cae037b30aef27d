import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import { BidDesk } from '#bidding/bid_desk'
import knobs from '#config/auction'
import { cast, type Person } from '#tests/helpers/cast'
import { auditRows, houseNow, openAuction, pause, resetHouse, stateOf } from '#tests/helpers/house'
import { setHouse } from '#tests/helpers/settings'

const MINUTE_MS = 60_000
const TENS = [{ from: 0, step: 10 }]
const SEVENS = [{ from: 0, step: 7 }]
const softClose = { windowMs: 60_000, extensionMs: 30_000 }

test.group('What an auction copies from the house', (group) => {
  group.each.setup(resetHouse)

  test('by default: any currency by the house table, no soft close', async ({ client, assert }) => {
    const { alice } = await cast()
    for (const currency of ['EUR', 'JPY', 'KWD']) {
      const lot = await post(client, alice, { currency })
      lot.assertStatus(201)
      const terms = await termsOf(lot.body().data.id)
      assert.containSubset(terms, { increments: knobs.increments, premium_bands: [] })
      assert.isNull(terms.soft_close_window_ms)
    }
  })

  test('once currencies are set, only those, each by its table', async ({ client, assert }) => {
    const { alice, ada } = await cast()
    await setHouse(ada, 'currencies', [
      { code: 'EUR', increments: TENS },
      { code: 'CHF', increments: null },
    ])
    await setHouse(ada, 'increments', SEVENS)
    const refused = await post(client, alice, { currency: 'JPY' })
    refused.assertProblem('currency_unknown')
    refused.assertBodyContains({ errors: [{ field: 'currency', rule: 'currency_unknown' }] })
    const euro = await post(client, alice, { currency: 'EUR' })
    assert.containSubset(await termsOf(euro.body().data.id), { increments: TENS })
    const franc = await post(client, alice, { currency: 'CHF' })
    assert.containSubset(await termsOf(franc.body().data.id), { increments: SEVENS })
    const own = await post(client, alice, { currency: 'EUR', increments: [{ from: 0, step: 1 }] })
    assert.containSubset(await termsOf(own.body().data.id), { increments: [{ from: 0, step: 1 }] })
  })

  test('the soft close where the seller says nothing of it, and the bands', async ({
    client,
    assert,
  }) => {
    const { alice, ada } = await cast()
    const premiumBands = [{ from: 0, bps: 2_500 }]
    const taxBands = [{ name: 'VAT', bps: 1_900, on: 'premium' as const }]
    await setHouse(ada, 'softClose', softClose)
    await setHouse(ada, 'premiumBands', premiumBands)
    await setHouse(ada, 'taxBands', taxBands)
    const silent = await post(client, alice)
    silent.assertBodyContains({ data: { softClose } })
    assert.containSubset(await termsOf(silent.body().data.id), {
      premium_bands: premiumBands,
      tax_bands: taxBands,
    })
    const none = await post(client, alice, { softClose: null })
    none.assertBodyContains({ data: { softClose: null } })
    const own = await post(client, alice, { softClose: { windowMs: 1, extensionMs: 2 } })
    own.assertBodyContains({ data: { softClose: { windowMs: 1, extensionMs: 2 } } })
  })
})

test.group('A change of settings', (group) => {
  group.each.setup(resetHouse)

  test('touches later openings only', async ({ assert }) => {
    const { alice, ada } = await cast()
    const scheduled = await openAuction(alice, { startsInMs: MINUTE_MS, softClose: undefined })
    await setHouse(ada, 'increments', TENS)
    await setHouse(ada, 'softClose', softClose)
    const terms = await termsOf(scheduled)
    assert.containSubset(terms, { increments: knobs.increments, soft_close_window_ms: null })
    assert.containSubset(await stateOf(scheduled), { version: '0' })
  })

  test('touches scheduled auctions where the admin says so, as a deed', async ({ assert }) => {
    const { alice, ada, mira } = await cast()
    const terms = { startsInMs: MINUTE_MS, softClose: undefined }
    const lots = [await openAuction(alice, terms), await openAuction(alice, terms)]
    await pause(lots[1], mira)
    const { amendedCount } = await setHouse(ada, 'increments', TENS, true)
    assert.equal(amendedCount, 2)
    await setHouse(ada, 'softClose', softClose, true)
    await setHouse(ada, 'premiumBands', [{ from: 0, bps: 100 }], true)
    await setHouse(ada, 'taxBands', [{ name: 'VAT', bps: 700, on: 'both' }], true)
    for (const lot of lots) {
      assert.containSubset(await termsOf(lot), {
        increments: TENS,
        soft_close_window_ms: 60_000,
        soft_close_extension_ms: 30_000,
        premium_bands: [{ from: 0, bps: 100 }],
        tax_bands: [{ name: 'VAT', bps: 700, on: 'both' }],
      })
      const deeds = await db.from('auction_deeds').where({ auction_id: lot, type: 'amend' })
      assert.lengthOf(deeds, 4)
      assert.containSubset(deeds[0], { actor_id: ada.id, public_seq: null })
    }
    const rows = await auditRows()
    assert.containSubset(rows.at(-1), { data: { key: 'taxBands', amendedCount: 2 } })
    const none = await setHouse(ada, 'softClose', null, true)
    assert.equal(none.amendedCount, 2)
    assert.containSubset(await termsOf(lots[0]), { soft_close_window_ms: null })
    const again = await setHouse(ada, 'softClose', null, true)
    assert.equal(again.amendedCount, 0, 'nothing changes')
  })

  test('never touches what is live or over, nor what the seller set', async ({
    client,
    assert,
  }) => {
    const { alice, bob, ada } = await cast()
    const own = [{ from: 0, step: 3 }]
    const kept = [
      await openAuction(alice, { softClose: undefined }),
      await openAuction(alice, { softClose: undefined }),
      await openAuction(alice, { startsInMs: MINUTE_MS, softClose: undefined }),
      await openAuction(alice, { startsInMs: MINUTE_MS, increments: own, softClose: null }),
    ]
    await client.bid(bob, kept[1], 2000)
    await client.post(`/api/v1/seller/auctions/${kept[2]}/cancellation`).as(alice)
    const before = await Promise.all(kept.map(termsOf))
    await setHouse(ada, 'increments', TENS, true)
    await setHouse(ada, 'softClose', softClose, true)
    assert.deepEqual(await Promise.all(kept.map(termsOf)), before)
  })

  test('keeps the terms of a currency that the house has no longer', async ({ assert }) => {
    const { alice, ada } = await cast()
    const [euro, yen] = [
      await openAuction(alice, { startsInMs: MINUTE_MS }),
      await openAuction(alice, { startsInMs: MINUTE_MS, currency: 'JPY' }),
    ]
    const { amendedCount } = await setHouse(
      ada,
      'currencies',
      [{ code: 'EUR', increments: TENS }],
      true
    )
    assert.equal(amendedCount, 1)
    assert.containSubset(await termsOf(euro), { increments: TENS })
    assert.containSubset(await termsOf(yen), { increments: knobs.increments })
  })

  test('is what bids are judged by, whatever bidding remembered', async ({ client, assert }) => {
    const { alice, bob, carol, ada } = await cast()
    const lot = await openAuction(alice, { startsInMs: 1_500 })
    const early = await client.bid(bob, lot, 2000)
    early.assertProblem('auction_not_started')
    await setHouse(ada, 'increments', [{ from: 0, step: 700 }], true)
    const desk = await app.container.make(BidDesk)
    const bid = async (person: Person, maximum: number) => {
      for (;;) {
        const answer = await desk.place({
          auctionId: lot,
          bidderId: person.id,
          maximum,
          idempotencyKey: null,
        })
        if (answer.accepted || answer.code !== 'auction_not_started') return answer
      }
    }
    await bid(bob, 1000)
    const low = await bid(carol, 1699)
    assert.containSubset(low, { accepted: false, code: 'below_minimum', minimum: 1700 })
  })
})

async function termsOf(lot: string) {
  return db
    .from('auctions')
    .where('id', lot)
    .select('increments', 'soft_close_window_ms', 'soft_close_extension_ms')
    .select('premium_bands', 'tax_bands')
    .firstOrFail()
}

async function post(client: ApiClient, seller: Person, terms: Record<string, unknown> = {}) {
  const endsAt = new Date((await houseNow()) + 60 * MINUTE_MS).toISOString()
  return client
    .post('/api/v1/seller/auctions')
    .as(seller)
    .json({
      title: 'A brass telescope',
      description: 'With its box',
      currency: 'EUR',
      startPrice: 1000,
      endsAt,
      ...terms,
    })
}
