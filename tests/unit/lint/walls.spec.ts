import { globSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import { ESLint } from 'eslint'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

const WALLS = [
  'no-restricted-imports',
  'no-restricted-syntax',
  'no-restricted-properties',
  'no-restricted-globals',
]
const OTHERS = ['no-explicit-any', 'ban-ts-comment', 'no-floating-promises']
const RULES = new Set([...WALLS, ...OTHERS.map((name) => `@typescript-eslint/${name}`)])
const eslint = new ESLint({ cwd: ROOT, ruleFilter: ({ ruleId }) => RULES.has(ruleId) })

/** What lint has to say of this code, stood it in a file of that folder. */
async function complaints(folder: string, code: string): Promise<string[]> {
  // Lint knows the types of files that exist only.
  const [file] = globSync(`${ROOT}/${folder}/**/*.ts`)
  const [result] = await eslint.lintText(code, { filePath: file })
  return result.messages.map((message) => message.message)
}

test.group('The walls between the rooms', () => {
  test('{from} may not import {to}, and lint says why: {why}')
    .with([
      { from: 'app/domain', to: '#bidding/bid_desk', why: 'domain is pure' },
      { from: 'app/domain', to: '#config/auction', why: 'domain is pure' },
      { from: 'app/domain', to: 'pg', why: 'domain is pure' },
      { from: 'app/domain', to: 'node:fs', why: 'domain is pure' },
      { from: 'app/domain', to: '../bidding/bid_desk.js', why: 'by its alias' },
      { from: 'app/bidding', to: '#models/user', why: 'no model, no framework' },
      { from: 'app/bidding', to: '#live/live_hub', why: 'bidding is the hot path' },
      { from: 'app/bidding', to: '@adonisjs/lucid/services/db', why: 'no framework' },
      { from: 'app/books', to: '#actions/open_auction', why: 'trust nothing else' },
      { from: 'app/live', to: '#bidding/bid_desk', why: 'what the event log holds' },
      { from: 'app/live', to: '@adonisjs/core/http', why: 'what the event log holds' },
      { from: 'app/models', to: '#actions/open_auction', why: 'models know the rules' },
      { from: 'app/models', to: '#database/pg_pool', why: 'the generated schema' },
      { from: 'app/actions', to: '@adonisjs/core/http', why: 'HTTP and its shapes stay outside' },
      { from: 'app/actions', to: '#validators/auth', why: 'HTTP and its shapes stay outside' },
      { from: 'app/actions', to: '#transformers/profile', why: 'HTTP and its shapes stay outside' },
      { from: 'app/queries', to: '#actions/open_auction', why: 'queries read' },
      { from: 'app/validators', to: '#models/user', why: 'judges the shape' },
      { from: 'app/transformers', to: '#actions/open_auction', why: 'it fetches none' },
      { from: 'app/identity', to: '#middleware/limit', why: 'HTTP stays in middleware' },
      { from: 'app/exceptions', to: '#actions/open_auction', why: 'take part in nothing else' },
      { from: 'app/openapi', to: '#queries/show_auction', why: 'does nothing itself' },
      { from: 'app/middleware', to: '#actions/open_auction', why: 'who may come in' },
      { from: 'app/controllers', to: '#commands/worker', why: 'never call each other' },
      {
        from: 'app/controllers',
        to: '#controllers/api/auctions/bids_controller',
        why: 'never call each other',
      },
      { from: 'commands', to: '#commands/worker', why: 'never another door' },
      { from: 'commands', to: '#controllers/panel/forms', why: 'never another door' },
      { from: 'database', to: '#bidding/bid_desk', why: 'nothing of what is done with it' },
      { from: 'database', to: '../app/bidding/bid_desk.ts', why: 'nothing of what' },
    ])
    .run(async ({ assert }, { from, to, why }) => {
      const kinds = [`import '${to}'`, `import type { A } from '${to}'`, `export * from '${to}'`]
      for (const code of kinds) {
        const said = await complaints(from, code)
        assert.lengthOf(said, 1)
        assert.include(said[0], why)
      }
    })

  test('stand around every room of the app', async ({ assert }) => {
    for (const room of readdirSync(`${ROOT}/app`)) {
      const config = await eslint.calculateConfigForFile(`${ROOT}/app/${room}/a.ts`)
      assert.property(config.rules, 'no-restricted-imports', `eslint/walls.js has no room ${room}`)
    }
  })

  test('nothing in the app is imported where they cannot see it', async ({ assert }) => {
    const [said] = await complaints('app/actions', "await import('#validators/auth')")
    assert.include(said, 'where the walls between the rooms can see it')
  })

  test('the rules have no clock: {code}')
    .with([
      { code: 'export const now = Date.now()' },
      { code: 'export const now = new Date()' },
      { code: 'export const chance = Math.random()' },
      { code: 'setTimeout(() => {}, 1)' },
      { code: 'export const env = process.env' },
    ])
    .run(async ({ assert }, { code }) => {
      assert.lengthOf(await complaints('app/domain', code), 1)
      assert.lengthOf(await complaints('app/queries', code), 0)
    })

  test('leave open the doors that are meant: {from} to {to}')
    .with([
      { from: 'app/domain', to: '#domain/alias' },
      { from: 'app/domain', to: './alias.js' },
      { from: 'app/bidding', to: '#database/pg_pool' },
      { from: 'app/bidding', to: 'pg' },
      { from: 'app/models', to: '#database/schema' },
      { from: 'app/actions', to: '#bidding/deed_desk' },
      { from: 'app/actions', to: '@adonisjs/lucid/services/db' },
      { from: 'app/controllers', to: '#actions/open_auction' },
      { from: 'commands', to: '#commands/_pause_or_resume' },
    ])
    .run(async ({ assert }, { from, to }) => {
      assert.isEmpty(await complaints(from, `import '${to}'`))
    })
})

test('Lint lets no promise float, and no type be anything: {code}')
  .with([
    { code: "import { readFile } from 'node:fs/promises'\nreadFile('x')" },
    { code: 'export const value: any = 1' },
    { code: '// @ts-ignore\nexport const value = 1' },
  ])
  .run(async ({ assert }, { code }) => {
    assert.lengthOf(await complaints('app/queries', code), 1)
    assert.lengthOf(await complaints('tests/unit/domain', code), 1)
  })
