import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import { assertBooks, assertTold } from '#tests/helpers/books'
import { crowd } from '#tests/helpers/crowd'
import { WebProcess, WorkerProcess } from '#tests/helpers/house_process'
import { openLot } from '#tests/helpers/lots'
import { OwnCluster } from '#tests/helpers/own_cluster'
import { StubbornBidders } from '#tests/helpers/stubborn_bidders'

const KILLS = 5

test.group('A PostgreSQL that is killed under load', (group) => {
  group.tap((entry) => entry.skip(process.platform !== 'linux', 'Only where there is a /proc'))

  let cluster: OwnCluster
  let web: WebProcess | undefined

  group.setup(async () => {
    cluster = await OwnCluster.start()
    return async () => {
      await web?.kill()
      await cluster.remove()
    }
  })

  test('loses no accepted bid, and the house takes bids again by itself', async ({ assert }) => {
    const { pool } = cluster
    const [seller] = await crowd(pool, 1, 'seller')
    const lots = await Promise.all(Array.from({ length: 8 }, () => openLot(pool, seller.id)))
    const members = await crowd(pool, 48)
    web = await WebProcess.start({ databaseUrl: cluster.url })
    const bidders = new StubbornBidders(web.url, lots)
    bidders.start(members)
    for (let kill = 0; kill < KILLS; kill++) {
      await bidders.untilAccepted(200)
      await sleep(randomInt(50))
      await cluster.kill()
      await cluster.restart()
    }
    await bidders.untilAccepted(200)
    await bidders.finish()

    assert.isTrue(web.isRunning, web.output)
    const expected = ['503 outcome_unknown', '503 database_unavailable']
    assert.includeMembers(expected, [...bidders.unknown.keys()])
    await assertTold(pool, bidders.accepted)
    await assertBooks(pool)
  })
  test('keeps neither web nor worker from ending', async ({ assert, cleanup }) => {
    const options = { databaseUrl: cluster.url }
    const processes = await Promise.all([WebProcess.start(options), WorkerProcess.start(options)])
    cleanup(async () => {
      await Promise.all(processes.map((process) => process.kill()))
    })
    await cluster.kill()
    const endings = await Promise.all(processes.map((process) => process.stop()))
    assert.deepEqual(endings, [0, 0], processes.map((process) => process.output).join('\n'))
    await cluster.restart()
  })
})
