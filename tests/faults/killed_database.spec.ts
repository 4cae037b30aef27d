import { randomInt } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import { openCluster, type Cluster } from '#database/embedded/cluster'
import { clusterPaths, findPostmaster } from '#database/embedded/postmaster'
import { assertAllBooks, assertTold } from '#tests/helpers/books'
import { crowd } from '#tests/helpers/crowd'
import { WebProcess } from '#tests/helpers/house_process'
import { openLot } from '#tests/helpers/lots'
import { migrate, openPool } from '#tests/helpers/own_database'
import { StubbornBidders } from '#tests/helpers/stubborn_bidders'

const KILLS = 5

/** Kills every process of the server at once: nothing is flushed, nobody is told. */
function killServer(dataDir: string) {
  const postmaster = findPostmaster(clusterPaths(dataDir))
  if (!postmaster) throw new Error('No PostgreSQL runs there')
  for (const pid of [postmaster.pid, ...childrenOf(postmaster.pid)]) process.kill(pid, 'SIGKILL')
}

function childrenOf(parent: number): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(Number).filter((pid) => {
    try {
      // After the program's name in parentheses come its state and its parent.
      const [, , ppid] = (readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '').split(
        ' ',
        3
      )
      return Number(ppid) === parent
    } catch {
      return false
    }
  })
}

test.group('A PostgreSQL that is killed under load', (group) => {
  group.tap((entry) => entry.skip(process.platform !== 'linux', 'Only where there is a /proc'))

  let dataDir: string
  let cluster: Cluster
  let web: WebProcess | undefined

  group.setup(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'gavel-killed-'))
    cluster = await openCluster({ dataDir })
    await migrate(cluster.url)
    return async () => {
      await web?.kill()
      await cluster.release()
      await rm(dataDir, { recursive: true, force: true })
    }
  })

  test('loses no accepted bid, and the house takes bids again by itself', async ({ assert }) => {
    const pool = openPool(cluster.url)
    const [seller] = await crowd(pool, 1, 'seller')
    const lots = await Promise.all(Array.from({ length: 8 }, () => openLot(pool, seller.id)))
    const members = await crowd(pool, 48)
    web = await WebProcess.start({ databaseUrl: cluster.url })
    const bidders = new StubbornBidders(web.url, lots)
    bidders.start(members)
    for (let kill = 0; kill < KILLS; kill++) {
      await bidders.untilAccepted(200)
      await sleep(randomInt(50))
      killServer(dataDir)
      await cluster.lost
      await cluster.release()
      cluster = await openCluster({ dataDir })
    }
    await bidders.untilAccepted(200)
    await bidders.finish()

    assert.isTrue(web.isRunning, web.output)
    const expected = ['503 outcome_unknown', '503 database_unavailable']
    assert.includeMembers(expected, [...bidders.unknown.keys()])
    await assertTold(pool, bidders.accepted)
    await assertAllBooks(pool)
    await pool.end()
  })
})
