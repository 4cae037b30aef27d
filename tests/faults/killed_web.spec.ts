import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import { assertBooks, assertTold } from '#tests/helpers/books'
import { crowd } from '#tests/helpers/crowd'
import { WebProcess } from '#tests/helpers/house_process'
import { openLot } from '#tests/helpers/lots'
import { makeDatabase, type OwnDatabase } from '#tests/helpers/own_database'
import { StubbornBidders } from '#tests/helpers/stubborn_bidders'

const KILLS = 20

test.group('A web process that is killed under load', (group) => {
  let database: OwnDatabase
  let web: WebProcess

  group.setup(async () => {
    database = await makeDatabase()
    web = await WebProcess.start({ databaseUrl: database.url })
    return async () => {
      await web.kill()
      await database.drop()
    }
  })

  test('loses no bid that it accepted and leaves no half batch, twenty times', async ({
    assert,
  }) => {
    const { pool, url: databaseUrl } = database
    const [seller] = await crowd(pool, 1, 'seller')
    const lots = await Promise.all(Array.from({ length: 8 }, () => openLot(pool, seller.id)))
    const bidders = new StubbornBidders(web.url, lots)
    bidders.start(await crowd(pool, 48))
    for (let kill = 0; kill < KILLS; kill++) {
      await bidders.untilAccepted(100)
      await sleep(randomInt(50))
      await web.kill()
      await assertBooks(pool)
      web = await WebProcess.start({ databaseUrl }, web.port)
    }
    await bidders.untilAccepted(100)
    await bidders.finish()

    assert.deepEqual([...bidders.unknown.keys()], ['lost'])
    await assertTold(pool, bidders.accepted)
    await assertBooks(pool)
  })
})
