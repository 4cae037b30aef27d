import { test } from '@japa/runner'
import type { AuctionState } from '#domain/english_auction'
import { fateOnSuspension } from '#domain/suspension'

const state: AuctionState = {
  seq: 0,
  price: 1000,
  leaderId: null,
  maximum: null,
  bidCount: 0,
  endsAt: 100,
  hardEndsAt: null,
  pausedAt: null,
  outcome: null,
}

test.group("A suspended seller's auction", () => {
  test('is cancelled without a bid, decided by staff with one, left when over', ({ assert }) => {
    const bidOn = { ...state, leaderId: 'bob', maximum: 2000 }
    assert.equal(fateOnSuspension(state, 99), 'is_cancelled')
    assert.equal(fateOnSuspension(bidOn, 99), 'staff_decide')
    assert.equal(fateOnSuspension({ ...bidOn, pausedAt: 50 }, 200), 'staff_decide')
    for (const over of [state, bidOn]) assert.equal(fateOnSuspension(over, 100), 'stays')
    assert.equal(fateOnSuspension({ ...state, outcome: 'cancelled' }, 0), 'stays')
  })
})
