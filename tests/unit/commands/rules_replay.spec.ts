import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import type { Scenario, ScenarioResult } from '#domain/scenario'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const VECTORS = join(ROOT, 'tests/fixtures/vectors_english.json')

/** Runs it as a user does who has no database. */
function replay(...args: string[]) {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1' }
  for (const name of ['DATABASE_URL', 'APP_KEY', 'NODE_ENV']) delete env[name]
  const command = ['run', '--silent', 'ace', '--', 'rules:replay', ...args]
  const { status, stdout, stderr } = spawnSync('npm', command, { cwd: ROOT, env, encoding: 'utf8' })
  return { status, stdout, lines: stdout.trim().split('\n'), stderr: stderr.trim() }
}

test.group('rules:replay', (group) => {
  let folder: string

  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gavel-scenarios-'))
    return () => rm(folder, { recursive: true, force: true })
  })

  async function write(text: string): Promise<string> {
    const file = join(folder, 'scenarios.json')
    await writeFile(file, text)
    return file
  }

  async function vectors(): Promise<Scenario[]> {
    return JSON.parse(await readFile(VECTORS, 'utf8')) as Scenario[]
  }

  test('refuses a file that is {what} in one line')
    .with([
      { what: 'not there', file: 'nowhere.json', says: 'nowhere.json: there is no such file' },
      { what: 'a folder', file: ROOT, says: `${ROOT}: it is a folder, not a file` },
    ])
    .run(({ assert }, { file, says }) => {
      const { status, stdout, stderr } = replay(file)
      assert.equal(status, 1)
      assert.equal(stdout, '')
      assert.equal(stderr, `[ error ] ${says}`)
    })

  test('says where a file is malformed, in one line on stderr', async ({ assert }) => {
    const file = await write('[\n  {"name": "cut off",')
    const { status, stdout, stderr } = replay(file, '--check')
    assert.equal(status, 1)
    assert.equal(stdout, '')
    assert.equal(stderr, `[ error ] ${file}: line 2, column 22: not JSON, it ends too early`)
  })

  test('exits with 1 and tells each difference on stderr where scenarios differ', async ({
    assert,
  }) => {
    const scenarios = await vectors()
    const [scenario, ...others] = scenarios
    scenario.steps[0].expect = { accepted: false, code: 'own_auction' }
    scenario.history = []
    const { status, stdout, stderr } = replay(await write(JSON.stringify(scenarios)), '--check')
    assert.equal(status, 1)
    assert.equal(stdout, `${others.length + 1} scenarios, 1 differ\n`)
    const [step, history] = stderr.split('\n')
    assert.match(
      step,
      /^a void replays without judging again: steps\[0\] \(bid at 2000\): expected \{"accepted":false.*\}, found \{"accepted":true/
    )
    assert.include(history, 'history: expected [], found [["a",900,false]')
  })

  test('finds the 310 scenarios of the project as they are expected', ({ assert }) => {
    const { status, stdout, stderr } = replay('tests/fixtures/vectors_english.json', '--check')
    assert.deepEqual([status, stdout, stderr], [0, '310 scenarios, 0 differ\n', ''])
  })

  test('prints one line of JSON a scenario and nothing else', async ({ assert }) => {
    const scenarios = await vectors()
    const { status, lines } = replay(VECTORS)
    assert.equal(status, 0)
    const expected = scenarios.map(({ name, steps, history }) => ({
      name,
      results: steps.map((step) => step.expect),
      history,
    }))
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as ScenarioResult),
      expected
    )
  })

  test('answers a scenario that expects nothing', async ({ assert }) => {
    const scenario = {
      name: 'bare',
      auction: {
        seller: 's',
        startsAt: 0,
        endsAt: 9,
        startPrice: 5,
        increments: [{ from: 0, step: 1 }],
      },
      steps: [{ at: 1, type: 'bid', bidder: 'a', max: 10.5 }],
    }
    const file = await write(JSON.stringify([scenario]))
    assert.equal(
      replay(file).stdout,
      '{"name":"bare","results":[{"accepted":false,"code":"amount_invalid"}],"history":[]}\n'
    )
    assert.equal(replay(file, '--check').stdout, '1 scenarios, 0 differ\n')
  })

  test('explains itself with examples', ({ assert }) => {
    const { status, stdout } = replay('--help')
    assert.equal(status, 0)
    assert.include(stdout, 'rules:replay my-scenarios.json')
  })
})
