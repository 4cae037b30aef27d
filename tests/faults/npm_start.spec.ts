import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import { freePort } from '#database/embedded/postmaster'
import type { FoundProcess } from '#tests/helpers/npm_house'
import { NpmHouse, processesOf } from '#tests/helpers/npm_house'

const ANNA = { email: 'anna@example.com', password: 'correct horse battery', displayName: 'Anna' }

async function post(url: string, body: object): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  const { status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  return status
}

async function statusOf(url: string): Promise<number | undefined> {
  const answer = await fetch(url).catch(() => undefined)
  return answer?.status
}

async function until(condition: () => Promise<boolean>) {
  const giveUpAt = performance.now() + 30_000
  while (!(await condition())) {
    if (performance.now() > giveUpAt) throw new Error(`Not within 30 seconds: ${condition}`)
    await sleep(20)
  }
}

test.group('npm start', (group) => {
  // It looks for processes in /proc.
  group.tap((entry) => entry.skip(process.platform !== 'linux', 'Only where there is a /proc'))

  let dataDir: string
  let port: number
  let house: NpmHouse | undefined

  const open = async () => {
    house = new NpmHouse(dataDir, port)
    await house.untilOpen()
    return house
  }
  const find = (part: string): FoundProcess | undefined =>
    processesOf(dataDir).find(({ command }) => command.includes(part))

  group.setup(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'gavel-start-'))
    port = (await freePort(0)) ?? 0
    return () => rm(dataDir, { recursive: true, force: true })
  })

  group.each.teardown(async () => {
    await house?.pressCtrlC()
  })

  test('opens the demo house, lets no second one in, closes, and finds its data', async ({
    assert,
  }) => {
    const first = await open()
    for (const path of ['', '/admin', '/docs', '/api/v1/auctions']) {
      assert.include(first.output, `http://localhost:${port}${path}`)
    }
    assert.match(first.output, /admin +\S+@\S+ +\S+/)
    assert.match(first.output, /Ends soon +.+, in [0-3]:\d\d minutes/)
    assert.equal(await statusOf(`${first.url}/health/ready`), 200)
    const auctions = await fetch(`${first.url}/api/v1/auctions`)
    const { data } = (await auctions.json()) as { data: unknown[] }
    assert.isNotEmpty(data)
    assert.equal(await post(`${first.url}/api/v1/auth/register`, ANNA), 201)

    const second = new NpmHouse(dataDir, (await freePort(0)) ?? 0)
    assert.equal(await second.ending(), 1)
    assert.match(second.output, /This house is already open \(.*process \d+.*\)/)

    assert.equal(await first.pressCtrlC(), 0)
    assert.deepEqual(processesOf(dataDir), [])

    const again = await open()
    assert.equal(await post(`${again.url}/api/v1/auth/tokens`, ANNA), 201)
    assert.equal(await again.pressCtrlC(), 0)
    assert.deepEqual(processesOf(dataDir), [])
  })

  test('takes over what a killed launcher left behind', async ({ assert }) => {
    await open()
    const database = find('bin/postgres')
    assert.exists(database)
    process.kill(find('bin/start.ts')!.pid, 'SIGKILL')
    await house?.ending()

    const next = await open()
    assert.equal(find('bin/postgres')?.pid, database?.pid)
    assert.equal(await statusOf(`${next.url}/health/ready`), 200)
    assert.lengthOf(
      processesOf(dataDir).filter(({ command }) => command.includes('bin/server.js')),
      1
    )
    assert.equal(await next.pressCtrlC(), 0)
    assert.deepEqual(processesOf(dataDir), [])
  })

  test('starts a web process again that dies, and the database', async () => {
    const { url } = await open()
    const isReady = async () => (await statusOf(`${url}/health/ready`)) === 200

    for (const part of ['bin/server.js', 'bin/postgres']) {
      process.kill(find(part)!.pid, 'SIGKILL')
      await until(async () => !(await isReady()))
      await until(isReady)
    }
  })

  test('names a port that is taken', async ({ assert }) => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const taken = (other.address() as AddressInfo).port
    const refused = new NpmHouse(dataDir, taken)
    assert.equal(await refused.ending(), 1)
    assert.include(refused.output, `Port ${taken} on 127.0.0.1 is taken: set PORT to another one.`)
    assert.deepEqual(processesOf(dataDir), [])
    other.close()
  })
})
