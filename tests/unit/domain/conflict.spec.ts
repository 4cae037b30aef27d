import { test } from '@japa/runner'
import { isOwnCase } from '#domain/conflict'

test.group('Staff decide no case of their own', () => {
  test('neither on themselves, nor where they sell or bid', ({ assert }) => {
    assert.isTrue(isOwnCase('mira', { subjectId: 'mira' }))
    assert.isTrue(isOwnCase('mira', { sellerId: 'mira' }))
    assert.isTrue(isOwnCase('mira', { sellerId: 'alice', standingBidderIds: ['bob', 'mira'] }))
  })

  test('but those of others, and the house decides any', ({ assert }) => {
    const about = { subjectId: 'bob', sellerId: 'alice', standingBidderIds: ['carol'] }
    assert.isFalse(isOwnCase('mira', about))
    assert.isFalse(isOwnCase('mira', {}))
    assert.isFalse(isOwnCase(null, about))
  })
})
