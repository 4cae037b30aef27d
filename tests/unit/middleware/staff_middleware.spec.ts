import { test } from '@japa/runner'
import { abilityOf } from '#middleware/staff_middleware'

const handlerOf = (controller: new () => object) => ({
  method: 'index',
  importExpression: null,
  reference: [async () => ({ default: controller }), 'index'] as [
    () => Promise<{ default: new () => object }>,
    string,
  ],
  handle: () => {},
})

test.group('The ability that a route of the panel needs', () => {
  test('is the one that its controller declares', async ({ assert }) => {
    class Declared {
      static ability = 'users.suspend'
    }
    assert.equal(await abilityOf(handlerOf(Declared)), 'users.suspend')
  })

  test('is missed where there is none, or no such one', async ({ assert }) => {
    class Forgetful {}
    class Mistaken {
      static ability = 'users.suspnd'
    }
    await assert.rejects(() => abilityOf(handlerOf(Forgetful)), /has no ability: Forgetful/)
    await assert.rejects(() => abilityOf(handlerOf(Mistaken)), /has no ability: Mistaken/)
    await assert.rejects(() => abilityOf(() => {}), /has no ability: not a controller/)
  })
})
