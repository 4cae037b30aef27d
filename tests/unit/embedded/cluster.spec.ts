import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { test } from '@japa/runner'
import pg from 'pg'
import { openCluster } from '#database/embedded/cluster'

const USER = new URL('../../helpers/cluster_user.ts', import.meta.url).pathname

interface ClusterUser {
  process: ChildProcess
  startedHere: boolean
  url: string
}

/** Another process that uses the cluster until its stdin ends. */
async function startUser(dataDir: string): Promise<ClusterUser> {
  const child = spawn(process.execPath, [USER, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const [line] = (await once(lines, 'line')) as [string]
  return { process: child, ...(JSON.parse(line) as { startedHere: boolean; url: string }) }
}

async function endUser({ process: child }: ClusterUser) {
  child.stdin?.end()
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

async function ask<T>(url: string, sql: string): Promise<T | undefined> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ answer: T }>(sql)
    return rows[0]?.answer
  } finally {
    await client.end()
  }
}

async function postmasterPid(dataDir: string): Promise<number> {
  const content = await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8')
  return Number(content.split('\n')[0])
}

/** Kills the server without a chance to clean up, and waits until it is gone. */
async function killServer(dataDir: string, lost: Promise<void>) {
  process.kill(await postmasterPid(dataDir), 'SIGKILL')
  await lost
}

test.group('Embedded cluster', (group) => {
  let dataDir: string

  group.setup(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'gavel-cluster-'))
    return () => rm(dataDir, { recursive: true, force: true })
  })

  test('is made once, safe, and finds its data again', async ({ assert }) => {
    const first = await openCluster({ dataDir })
    assert.isTrue(first.startedHere)
    const settings = ['fsync', 'synchronous_commit', 'data_checksums', 'listen_addresses']
    for (const [index, value] of ['on', 'on', 'on', '127.0.0.1'].entries()) {
      const sql = `SELECT current_setting('${settings[index]}') AS answer`
      assert.equal(await ask(first.url, sql), value, settings[index])
    }
    const locale = 'SELECT datlocale AS answer FROM pg_database WHERE datname = current_database()'
    assert.equal(await ask(first.url, locale), 'C.UTF-8')
    const { mode } = await stat(join(dataDir, 'postgres/password'))
    assert.equal(mode & 0o777, 0o600)
    await ask(first.url, 'CREATE TABLE kept (x int)')
    await first.release()

    const second = await openCluster({ dataDir })
    assert.isTrue(second.startedHere)
    assert.equal(second.url, first.url, 'the port stays while it is free')
    assert.equal(await ask(second.url, 'SELECT count(*)::int AS answer FROM kept'), 0)
    await second.release()
  })

  test('lets nobody in without the password', async ({ assert }) => {
    const cluster = await openCluster({ dataDir })
    const stranger = cluster.url.replace(/:[^:@]+@/, ':guess@')
    await assert.rejects(
      () => ask(stranger, 'SELECT 1 AS answer'),
      /password authentication failed/
    )
    await cluster.release()
  })

  test('is shared by processes that open it at the same moment, and stopped by the last', async ({
    assert,
  }) => {
    const users = await Promise.all([startUser(dataDir), startUser(dataDir), startUser(dataDir)])
    assert.lengthOf(
      users.filter((user) => user.startedHere),
      1
    )
    const [first, second, third] = users as [ClusterUser, ClusterUser, ClusterUser]
    assert.equal(await endUser(first), 0)
    assert.equal(await endUser(second), 0)
    assert.equal(await ask(third.url, 'SELECT 1 AS answer'), 1)
    assert.equal(await endUser(third), 0)
    await assert.rejects(() => ask(third.url, 'SELECT 1 AS answer'), /ECONNREFUSED/)
  })

  test('that outlived its user is taken over', async ({ assert }) => {
    const user = await startUser(dataDir)
    user.process.kill('SIGKILL')
    await once(user.process, 'exit')

    const cluster = await openCluster({ dataDir })
    assert.isFalse(cluster.startedHere)
    assert.equal(cluster.url, user.url)
    await cluster.release()
    await assert.rejects(() => ask(cluster.url, 'SELECT 1 AS answer'), /ECONNREFUSED/)
  })

  test('tells its users that the server died, and starts again at once', async ({ assert }) => {
    const first = await openCluster({ dataDir })
    await ask(first.url, 'INSERT INTO kept VALUES (1)')
    await killServer(dataDir, first.lost)

    const second = await openCluster({ dataDir })
    assert.isTrue(second.startedHere)
    assert.equal(await ask(second.url, 'SELECT count(*)::int AS answer FROM kept'), 1)
    await first.release()
    assert.equal(await ask(second.url, 'SELECT 1 AS answer'), 1, 'an old use stops nothing')
    await second.release()
  })

  test('starts although its old process id now belongs to another program', async ({ assert }) => {
    const first = await openCluster({ dataDir })
    await killServer(dataDir, first.lost)
    await first.release()
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const pidFile = join(dataDir, 'postgres/data/postmaster.pid')
    const left = await readFile(pidFile, 'utf8')
    await writeFile(pidFile, left.replace(/^\d+/, String(bystander.pid)))

    const second = await openCluster({ dataDir })
    assert.isTrue(second.startedHere)
    await second.release()
    assert.isNull(bystander.exitCode)
    bystander.kill('SIGKILL')
  })

  test('says in one sentence what is wrong', async ({ assert }) => {
    const version = join(dataDir, 'postgres/data/PG_VERSION')
    await writeFile(version, '15\n')
    await assert.rejects(
      () => openCluster({ dataDir }),
      'PostgreSQL could not be started: database files are incompatible with server'
    )
    await writeFile(version, '18\n')
    await rm(join(dataDir, 'postgres/password'))
    await assert.rejects(() => openCluster({ dataDir }), /^The password file .* is missing\.$/)
  })
})
