import { test } from '@japa/runner'
import { ABILITIES, isAllowed, ROLES, type Ability, type Role } from '#domain/abilities'

/** Who may not; everybody else may. */
const BARRED: Record<Ability, readonly Role[]> = {
  'bids.place': [],
  'auctions.open': ['buyer', 'moderator', 'admin'],
  'auctions.cancelOwn': ['buyer', 'moderator', 'admin'],
  'auctions.moderate': ['buyer', 'seller'],
  'users.suspend': ['buyer', 'seller'],
  'sellers.apply': [],
  'sellers.editOwn': ['buyer', 'moderator', 'admin'],
  'sellers.decide': ['buyer', 'seller'],
  'bidders.block': ['buyer', 'moderator', 'admin'],
  'consignors.manage': ['buyer', 'seller'],
  'settings.manage': ['buyer', 'seller', 'moderator'],
  'catalogue.edit': ['buyer', 'seller', 'moderator'],
  'panel.enter': ['buyer', 'seller'],
}

test.group('Abilities', () => {
  test('{$self} is not for everybody')
    .with(Object.keys(ABILITIES) as Ability[])
    .run(({ assert }, ability) => {
      assert.isFalse(isAllowed([], ability))
      assert.isFalse(isAllowed(['unheard of'], ability))
      const barred = ROLES.filter((role) => !isAllowed([role], ability))
      assert.deepEqual(barred, [...BARRED[ability]])
    })

  test('one role that may is enough', ({ assert }) => {
    assert.isTrue(isAllowed(['buyer', 'moderator'], 'panel.enter'))
  })
})
