import { spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'

const SETUP = new URL('../../../bin/setup.mjs', import.meta.url).pathname

const LOCK = {
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/for-another-platform': { version: '1.0.0', optional: true },
  },
}

/** Stands in for npm: it notes what it was asked, and installs what the lock says. */
const NPM = `
  const fs = require('node:fs')
  fs.appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n')
  if (fs.existsSync('npm.fails')) process.exit(1)
  const lock = JSON.parse(fs.readFileSync('package-lock.json'))
  delete lock.packages['']
  delete lock.packages['node_modules/for-another-platform']
  fs.mkdirSync('node_modules', { recursive: true })
  fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify(lock))
`

test.group('Setup', (group) => {
  let checkout: string

  group.each.setup(async () => {
    checkout = await mkdtemp(join(tmpdir(), 'gavel-setup-'))
    await mkdir(join(checkout, 'bin'))
    await cp(SETUP, join(checkout, 'bin/setup.mjs'))
    await writeFile(join(checkout, 'npm.js'), NPM)
    await writeFile(join(checkout, 'package-lock.json'), JSON.stringify(LOCK))
    return () => rm(checkout, { recursive: true, force: true })
  })

  function setup(...flags: string[]) {
    const npm = { npm_execpath: join(checkout, 'npm.js'), npm_node_execpath: process.execPath }
    const env = { ...process.env, ...npm, CI: '' }
    const args = [join(checkout, 'bin/setup.mjs'), ...flags]
    return spawnSync(process.execPath, args, { env, cwd: tmpdir(), encoding: 'utf8' })
  }

  const npmLog = () => readFile(join(checkout, 'npm.log'), 'utf8')

  test('installs, development packages too, then has nothing to do or to say', async ({
    assert,
  }) => {
    const first = setup()
    assert.equal(first.status, 0)
    assert.equal(first.stdout, '', 'the output of commands stays clean')
    assert.match(first.stderr, /Installing/)

    const second = setup('--test')
    assert.deepEqual([second.status, second.stdout, second.stderr], [0, '', ''])
    assert.match(await npmLog(), /^ci --include=dev .*\n$/)
  })

  test('installs again when the lock asks for something else', async ({ assert }) => {
    setup()
    const packages = { ...LOCK.packages, 'node_modules/b': { version: '2.0.0' } }
    await writeFile(join(checkout, 'package-lock.json'), JSON.stringify({ packages }))
    assert.equal(setup().status, 0)
    assert.match(await npmLog(), /^ci .*\nci .*\n$/)
  })

  test('fails when npm fails', async ({ assert }) => {
    await writeFile(join(checkout, 'npm.fails'), '')
    const { status, stderr } = setup()
    assert.equal(status, 1)
    assert.match(stderr, /npm could not install the dependencies/)
  })
})
