import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import { childEnvironment, readSettings } from '../../../bin/start/settings.ts'

const NAMES = ['HOST', 'PORT', 'DATA_DIR', 'DATABASE_URL', 'DEMO', 'APP_KEY', 'APP_URL'] as const
type Environment = Partial<Record<(typeof NAMES)[number], string>>

test.group('Settings of npm start', (group) => {
  let root: string
  const former = { ...process.env }

  const read = (environment: Environment) => {
    for (const name of NAMES) delete process.env[name]
    Object.assign(process.env, environment)
    return readSettings(root)
  }

  group.each.setup(async () => {
    root = await mkdtemp(join(tmpdir(), 'gavel-settings-'))
    return async () => {
      for (const name of NAMES) delete process.env[name]
      Object.assign(process.env, former)
      await rm(root, { recursive: true, force: true })
    }
  })

  test('are meant for this machine alone unless told otherwise', ({ assert }) => {
    const { host, siteUrl, probeUrl, dataDir, demo, databaseUrl } = read({})
    assert.deepEqual([host, siteUrl], ['127.0.0.1', 'http://localhost:3333'])
    assert.deepEqual([probeUrl, dataDir], ['http://127.0.0.1:3333', join(root, 'data')])
    assert.isTrue(demo)
    assert.isUndefined(databaseUrl)
  })

  test('HOST {host}: shown as {site}, probed at {probe}, demo: {demo}')
    .with([
      { host: '0.0.0.0', site: 'localhost', probe: '127.0.0.1', demo: false },
      { host: '::', site: 'localhost', probe: '[::1]', demo: false },
      { host: '::1', site: 'localhost', probe: '[::1]', demo: true },
      { host: '10.1.2.3', site: '10.1.2.3', probe: '10.1.2.3', demo: false },
    ])
    .run(({ assert }, { host, site, probe, demo }) => {
      const settings = read({ HOST: host, PORT: '8080' })
      assert.equal(settings.siteUrl, `http://${site}:8080`)
      assert.equal(settings.probeUrl, `http://${probe}:8080`)
      assert.equal(settings.demo, demo)
      assert.equal(read({ HOST: host, DEMO: 'true' }).demo, true)
      assert.equal(read({ HOST: host, DEMO: 'false' }).demo, false)
    })

  test('PORT {$self} is refused')
    .with(['http', '0', '65536', '80.5', '-1'])
    .run(({ assert }, port) => {
      const message = `PORT is "${port}": it must be a number from 1 to 65535.`
      assert.throws(() => read({ PORT: port }), message)
    })

  test('keep the first key they made, and prefer one that is given', async ({ assert }) => {
    const settings = read({})
    const first = childEnvironment(settings, 'postgres://x').APP_KEY
    assert.isAtLeast(first?.length ?? 0, 32)
    assert.equal(childEnvironment(settings, 'postgres://x').APP_KEY, first)
    const { mode } = await stat(join(settings.dataDir, 'app_key'))
    assert.equal(mode & 0o777, 0o600)

    process.env.APP_KEY = 'given'
    assert.equal(childEnvironment(settings, 'postgres://x').APP_KEY, 'given')
  })
})
