import { readFileSync } from 'node:fs'
import { test } from '@japa/runner'
import { runScenario, type Scenario } from '#domain/scenario'

const FILE = new URL('../../fixtures/vectors_english.json', import.meta.url)
const scenarios = JSON.parse(readFileSync(FILE, 'utf8')) as Scenario[]

test.group('The rules answer as the scenarios say', () => {
  test('there are 310 of them', ({ assert }) => {
    assert.lengthOf(scenarios, 310)
  })

  test('{name}')
    .with(scenarios)
    .run(({ assert }, scenario) => {
      const { results, history } = runScenario(scenario)
      const expected = scenario.steps.map((step) => step.expect)
      assert.deepEqual(results, expected)
      assert.deepEqual(history, scenario.history)
    })
})
