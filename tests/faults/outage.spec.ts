import { test } from '@japa/runner'
import { BidClient } from '#tests/helpers/bid_client'
import { assertBooks, recordOf } from '#tests/helpers/books'
import { crowd, type Member } from '#tests/helpers/crowd'
import { WebProcess, WorkerProcess } from '#tests/helpers/house_process'
import { databaseNow, openLot, untilTime } from '#tests/helpers/lots'
import { OwnCluster } from '#tests/helpers/own_cluster'
import { until } from '#tests/helpers/until'

const GAP_MS = 5_000
const GRACE_MS = 4_000
const PROTECTED_MS = 60_000

/** After a crash PostgreSQL may take a while to recover. */
const PATIENCE_MS = 40_000

/** Well over what makes an outage. */
const OUTAGE_MS = GAP_MS + 2_000

test.group('An outage in the middle of an end', (group) => {
  group.tap((entry) => entry.skip(process.platform !== 'linux', 'Only where there is a /proc'))

  let cluster: OwnCluster
  let web: WebProcess
  let worker: WorkerProcess
  let client: BidClient
  let seller: Member
  let bob: Member
  let carol: Member

  const startHouse = async (graceMs: number, gapMs = GAP_MS) => {
    const env = {
      OUTAGE_GAP_SECONDS: String(gapMs / 1000),
      OUTAGE_PROTECTED_SECONDS: String(PROTECTED_MS / 1000),
      OUTAGE_GRACE_SECONDS: String(graceMs / 1000),
    }
    const options = { databaseUrl: cluster.url, env }
    ;[web, worker] = await Promise.all([WebProcess.start(options), WorkerProcess.start(options)])
    client = new BidClient(web.url)
    const restartWeb = async () => {
      web = await WebProcess.start(options, web.port)
    }
    return { restartWeb }
  }
  /** A lot that Bob leads at 1000. */
  const open = async (endsInMs: number) => {
    const id = await openLot(cluster.pool, seller.id, { endsInMs })
    await client.bid(bob, id, 2000)
    return id
  }
  const stateOf = async (id: string) => {
    const { state } = await recordOf(cluster.pool, id)
    return state
  }
  const untilOutcome = (id: string) =>
    until(
      async () => {
        const { outcome } = await stateOf(id)
        return outcome
      },
      'the closing',
      PATIENCE_MS
    )
  const untilExtended = (id: string, endsAt: number) =>
    until(
      async () => {
        const state = await stateOf(id)
        return state.endsAt > endsAt && state
      },
      'the extension',
      PATIENCE_MS
    )
  const now = () => databaseNow(cluster.pool)
  const eventsOf = async (id: string) => {
    const response = await fetch(`${web.url}/api/v1/auctions/${id}/events`)
    const { data } = (await response.json()) as { data: { type: string; note: string | null }[] }
    return data
  }

  group.setup(async () => {
    cluster = await OwnCluster.start()
    ;[seller] = await crowd(cluster.pool, 1, 'seller')
    ;[bob, carol] = await crowd(cluster.pool, 2)
    return () => cluster.remove()
  })
  group.each.teardown(async () => {
    client.close()
    await Promise.all([web.kill(), worker.kill()])
    await assertBooks(cluster.pool)
  })

  test('without a web process sells nothing at a stale price', async ({ assert }) => {
    const { restartWeb } = await startHouse(GRACE_MS)
    const before = await open(500)
    const inside = await open(3_500)
    const later = await open(OUTAGE_MS + 2 * PROTECTED_MS)
    assert.equal(await untilOutcome(before), 'sold')
    const { endsAt } = await stateOf(inside)
    const { endsAt: laterEndsAt } = await stateOf(later)

    const goneAt = await now()
    await web.kill()
    await untilTime(cluster.pool, goneAt + OUTAGE_MS)
    const held = await stateOf(inside)
    assert.isNull(held.outcome)
    await restartWeb()
    const extended = await untilExtended(inside, endsAt)
    assert.isAtLeast(extended.endsAt, goneAt + OUTAGE_MS + GRACE_MS)

    const events = await eventsOf(inside)
    assert.propertyVal(events.at(-1), 'type', 'extended')
    assert.match(events.at(-1)?.note ?? '', /^The house could not take bids from \S+Z to \S+Z$/)
    assert.deepInclude(await client.bid(carol, inside, 3000), { status: 201 })
    assert.equal(await untilOutcome(inside), 'sold')
    const sold = await stateOf(inside)
    assert.equal(sold.leaderId, carol.id)
    assert.equal(sold.endsAt, extended.endsAt)
    const untouched = await stateOf(later)
    assert.equal(untouched.endsAt, laterEndsAt)
  })

  test('too short to count moves no end, and what ended in it is closed', async ({ assert }) => {
    const { restartWeb } = await startHouse(GRACE_MS, 6 * GAP_MS)
    const inside = await open(500)
    const { endsAt } = await stateOf(inside)
    await web.kill()
    await untilTime(cluster.pool, endsAt)
    await restartWeb()
    assert.equal(await untilOutcome(inside), 'sold')
    const sold = await stateOf(inside)
    assert.deepEqual([sold.endsAt, sold.leaderId], [endsAt, bob.id])
    const events = await eventsOf(inside)
    assert.deepEqual(
      events.map((event) => event.type),
      ['bid', 'closed']
    )
  })

  test('without a database gives time to what ended in it and shortly after', async ({
    assert,
  }) => {
    const graceMs = 2 * PROTECTED_MS
    await startHouse(graceMs)
    const inside = await open(2_000)
    const shortlyAfter = await open(OUTAGE_MS + PROTECTED_MS / 2)
    const ends = await Promise.all([inside, shortlyAfter].map(stateOf))
    const goneAt = performance.now()
    const goneAtInHouse = await now()
    await cluster.kill()
    const reply = await client.bid(carol, inside, 3000)
    assert.deepInclude(reply, { status: 503 })
    await until(() => performance.now() > goneAt + OUTAGE_MS, 'the end of the outage')
    await cluster.restart()

    for (const [index, id] of [inside, shortlyAfter].entries()) {
      const extended = await untilExtended(id, ends[index].endsAt)
      assert.isNull(extended.outcome)
      assert.isAtLeast(extended.endsAt, goneAtInHouse + OUTAGE_MS + graceMs)
      assert.deepInclude(await client.bid(carol, id, 3000), { status: 201 })
    }
    assert.isTrue(web.isRunning && worker.isRunning, web.output + worker.output)
  })
})
