import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { makeDatabase, type OwnDatabase } from '#tests/helpers/own_database'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** Runs a command of the house in a process of its own. */
function ace(house: OwnDatabase, ...args: string[]) {
  const env = { ...process.env, DATABASE_URL: house.url, NODE_ENV: 'production', NO_COLOR: '1' }
  return new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, ['ace.js', ...args], { cwd: ROOT, env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr: stderr.trim() })
    )
  })
}

const label = { en: 'Label', de: 'Beschriftung' }
const before = {
  format: 1,
  categories: [
    { slug: 'books', name: 'Books', fields: [{ key: 'year', label, type: 'integer' }] },
    { slug: 'clocks', name: 'Clocks', icon: 'clock' },
    {
      slug: 'watches',
      name: 'Watches',
      parent: 'clocks',
      archived: true,
      fields: [
        {
          key: 'diameter',
          label,
          type: 'decimal',
          unit: 'mm',
          limits: { min: 0.5, max: 99.5, decimals: 1 },
          filterable: true,
          help: { en: 'Without the crown' },
        },
        {
          key: 'metal',
          label,
          type: 'choices',
          required: true,
          limits: { maxChoices: 2 },
          choices: [
            { key: 'steel', label },
            { key: 'gold', label },
          ],
        },
      ],
    },
  ],
}

test.group('catalogue:import and catalogue:export', (group) => {
  let folder: string
  let file: string

  group.each.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gavel-catalogue-'))
    file = join(folder, 'catalogue.json')
    await writeFile(file, JSON.stringify(before))
    return () => rm(folder, { recursive: true, force: true })
  })

  test('carry a catalogue from house to house, byte by byte', async ({ assert, cleanup }) => {
    const [first, second] = [await makeDatabase(), await makeDatabase()]
    cleanup(async () => void (await Promise.all([first.drop(), second.drop()])))
    const imported = await ace(first, 'catalogue:import', file)
    assert.deepEqual([imported.code, imported.stderr], [0, ''])
    assert.include(imported.stdout, 'category.created watches\nfield.defined watches.diameter\n')
    const out = join(folder, 'out.json')
    const exported = await ace(first, 'catalogue:export', '--file', out)
    assert.equal(exported.code, 0)
    const text = await readFile(out, 'utf8')
    assert.deepEqual(JSON.parse(text), before)
    await ace(second, 'catalogue:import', out)
    const again = await ace(second, 'catalogue:export')
    assert.deepEqual(again, { code: 0, stdout: text, stderr: '' })
  }).timeout(120_000)

  test('change a house to what the file says, once, and only when meant', async ({
    assert,
    cleanup,
  }) => {
    const house = await makeDatabase()
    cleanup(() => house.drop())
    await ace(house, 'catalogue:import', file)
    const [books, clocks, watches] = before.categories
    const [diameter] = watches.fields ?? []
    const after = [
      clocks,
      { ...books, parent: 'clocks' },
      { ...watches, name: 'Wrist', fields: [{ ...diameter, unit: 'cm' }] },
    ]
    await writeFile(file, JSON.stringify({ format: 1, categories: after }))
    const lines = [
      'category.moved books: parent null -> "clocks"',
      'category.changed watches: name "Watches" -> "Wrist"',
      'field.changed watches.diameter: unit "mm" -> "cm"',
    ]
    const count = async () => {
      const { rows } = await house.pool.query<{ count: number }>('SELECT count(*) FROM audit_log')
      return rows[0].count
    }
    const acts = await count()
    const dry = await ace(house, 'catalogue:import', file, '--dry-run')
    assert.equal(dry.code, 0)
    assert.deepEqual(dry.stdout.split('\n').slice(0, 3), lines)
    assert.include(dry.stdout, '3 differences; nothing was changed')
    assert.equal(await count(), acts)
    const real = await ace(house, 'catalogue:import', file)
    assert.deepEqual(real.stdout.split('\n').slice(0, 3), lines)
    assert.equal(await count(), acts + 3)
    const twice = await ace(house, 'catalogue:import', file)
    assert.include(twice.stdout, 'Nothing differs')
    assert.equal(await count(), acts + 3)
    const { rows } = await house.pool.query('SELECT key FROM category_fields ORDER BY key')
    assert.deepEqual(rows, [{ key: 'diameter' }, { key: 'metal' }, { key: 'year' }])
  }).timeout(120_000)

  test('say in one line what is wrong with a file, and change nothing', async ({
    assert,
    cleanup,
  }) => {
    const house = await makeDatabase()
    cleanup(() => house.drop())
    const refused = async (text: string) => {
      await writeFile(file, text)
      return ace(house, 'catalogue:import', file)
    }
    assert.deepEqual(await ace(house, 'catalogue:import', join(folder, 'nowhere.json')), {
      code: 1,
      stdout: '',
      stderr: `[ error ] ${join(folder, 'nowhere.json')}: there is no such file`,
    })
    assert.deepEqual(await refused('{"format": 1,'), {
      code: 1,
      stdout: '',
      stderr: `[ error ] ${file}: line 1, column 14: not JSON, it ends too early`,
    })
    const orphan = { slug: 'watches', name: 'Watches', parent: 'clocks' }
    const categories = [before.categories[0], orphan]
    assert.deepEqual(await refused(JSON.stringify({ format: 1, categories })), {
      code: 1,
      stdout: '',
      stderr: `[ error ] ${file}: categories[1].parent: there is no category "clocks"`,
    })
    const { rows } = await house.pool.query('SELECT slug FROM categories')
    assert.isEmpty(rows)
    const nowhere = await ace(house, 'catalogue:export', '--file', join(folder, 'a', 'b.json'))
    assert.equal(nowhere.code, 1)
    assert.include(nowhere.stderr, 'there is no such folder')
  }).timeout(120_000)

  test('explain themselves with examples', async ({ assert, cleanup }) => {
    const house = await makeDatabase()
    cleanup(() => house.drop())
    for (const [command, example] of [
      ['catalogue:import', 'catalogue:import catalogue.json --dry-run'],
      ['catalogue:export', 'catalogue:export --file catalogue.json'],
    ]) {
      const { code, stdout } = await ace(house, command, '--help')
      assert.equal(code, 0)
      assert.include(stdout, example)
    }
  }).timeout(60_000)
})
