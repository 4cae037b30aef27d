import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'

test.group('Health', () => {
  test('is not ready without its tables, but live', async ({ client, assert, cleanup }) => {
    await db.rawQuery('ALTER TABLE house RENAME TO away')
    cleanup(() => db.rawQuery('ALTER TABLE away RENAME TO house'))
    const ready = await client.get('/health/ready')
    ready.assertStatus(503)
    assert.deepEqual(ready.body(), { status: 'not ready' })
    const live = await client.get('/health/live')
    live.assertStatus(200)
  })

  test('is live and ready otherwise', async ({ client, assert }) => {
    for (const status of ['live', 'ready']) {
      const answer = await client.get(`/health/${status}`)
      answer.assertStatus(200)
      assert.deepEqual(answer.body(), { status })
    }
  })
})

test.group('An address of the API where nothing is', () => {
  test('answers a problem', async ({ client }) => {
    for (const url of ['/api/v1/', '/api/v1/auction', '/api/v2/auctions', '/api/v1/me/password']) {
      const answer = await client.get(url)
      answer.assertProblem('not_found')
      answer.assertHeader('content-type', 'application/problem+json; charset=utf-8')
    }
  })
})
