import { apiClient } from '@japa/api-client'
import { assert } from '@japa/assert'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import type { Config } from '@japa/runner/types'
import app from '@adonisjs/core/services/app'
import testUtils from '@adonisjs/core/services/test_utils'
import { describedApi } from '#tests/helpers/described_api'
import { testCounter } from '#tests/helpers/test_counter'

export const plugins: Config['plugins'] = [
  assert(),
  apiClient(),
  pluginAdonisJS(app),
  describedApi(),
  testCounter(),
]

export const runnerHooks: Required<Pick<Config, 'setup' | 'teardown'>> = {
  setup: [],
  teardown: [],
}

/** Suites that speak HTTP to the house of this very process. */
const WITH_SERVER = ['functional', 'concurrency']

export const configureSuite: Config['configureSuite'] = (suite) => {
  if (WITH_SERVER.includes(suite.name)) {
    suite.setup(() => testUtils.httpServer().start())
  }
}
