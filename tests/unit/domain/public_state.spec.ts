import { test } from '@japa/runner'
import { publicState, publicStatus, type VisibleState } from '#domain/public_state'

const terms = {
  id: 'an-auction',
  currency: 'EUR',
  startsAt: 1_000,
  startPrice: 100,
  increments: [{ from: 0, step: 10 }],
}
const visible: VisibleState = {
  publicSeq: 4,
  price: 250,
  leader: 'bidder-4k9x-m2q7-0h',
  isReserveMet: true,
  bidCount: 3,
  endsAt: 5_000,
  status: 'open',
}

test.group('What the public sees of an auction', () => {
  test('{status} at {now} is {shown}')
    .with([
      { status: 'open', now: 999, shown: 'scheduled' },
      { status: 'open', now: 1_000, shown: 'live' },
      { status: 'open', now: 4_999, shown: 'live' },
      // Also before it was closed.
      { status: 'open', now: 5_000, shown: 'ended' },
      { status: 'paused', now: 999, shown: 'scheduled' },
      { status: 'paused', now: 1_000, shown: 'paused' },
      { status: 'paused', now: 9_000, shown: 'paused' },
      { status: 'sold', now: 2_000, shown: 'ended' },
      { status: 'cancelled', now: 0, shown: 'ended' },
    ])
    .run(({ assert }, { status, now, shown }) => {
      assert.equal(publicStatus(terms.startsAt, { status, endsAt: visible.endsAt }, now), shown)
    })

  test('the next bid is at least the start price while none stands', ({ assert }) => {
    const state = publicState(terms, { ...visible, leader: null, price: 100 }, 2_000)
    assert.equal(state.minimumNext, 100)
  })

  test('all of it, with times that people and programs can read', ({ assert }) => {
    assert.deepEqual(publicState(terms, visible, 2_000), {
      id: 'an-auction',
      publicSeq: 4,
      status: 'live',
      outcome: null,
      currency: 'EUR',
      price: 250,
      leader: 'bidder-4k9x-m2q7-0h',
      minimumNext: 260,
      reserveMet: true,
      bidCount: 3,
      startsAt: '1970-01-01T00:00:01.000Z',
      endsAt: '1970-01-01T00:00:05.000Z',
      serverTime: '1970-01-01T00:00:02.000Z',
    })
  })

  test('the outcome, once there is one', ({ assert }) => {
    assert.equal(publicState(terms, { ...visible, status: 'sold' }, 9_000).outcome, 'sold')
  })
})
