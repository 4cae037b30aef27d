import { test } from '@japa/runner'
import { aliasOf } from '#domain/alias'

const one = Buffer.alloc(16, 1)
const other = Buffer.alloc(16, 2)

test.group('A bidder’s alias', () => {
  test('does not hold the bidder, and is another in another auction', ({ assert }) => {
    const alias = aliasOf(one, 'alice')
    assert.notInclude(alias, 'alice')
    assert.notEqual(alias, aliasOf(other, 'alice'))
  })

  test('stays the same in one auction, and can be read aloud', ({ assert }) => {
    assert.equal(aliasOf(one, 'alice'), aliasOf(one, 'alice'))
    assert.match(
      aliasOf(one, 'alice'),
      /^bidder-[0-9a-hj-km-np-tv-z]{4}-[0-9a-hj-km-np-tv-z]{4}-../
    )
  })

  test('is that of nobody else among 10,000', ({ assert }) => {
    const aliases = Array.from({ length: 10_000 }, (_, index) => aliasOf(one, `bidder ${index}`))
    assert.equal(new Set(aliases).size, aliases.length)
  })
})
