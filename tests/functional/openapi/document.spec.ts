import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import { openApiDocument } from '#openapi/document'
import { API_PREFIX, OPERATIONS } from '#openapi/operations'

type Parameter = { name: string; in: string; required: boolean; schema: object }
type Described = {
  operationId: string
  summary: string
  description: string
  tags: string[]
  parameters: Parameter[]
  security: Record<string, string[]>[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>
}

const document = openApiDocument()
const described = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    path,
    method,
    ...(operation as Described),
  }))
)

test.group('The OpenAPI document', () => {
  test('is served as it is made', async ({ client, assert }) => {
    const answer = await client.get('/api/v1/openapi.json')
    answer.assertStatus(200)
    assert.deepEqual(answer.body(), JSON.parse(JSON.stringify(document)))
    assert.match(answer.body().openapi, /^3\.1\.\d$/)
    assert.containSubset(answer.body(), { info: { title: 'Gavel', version: '1' } })
  })

  test('describes each operation once, wholly', ({ assert }) => {
    assert.lengthOf(described, OPERATIONS.length)
    const ids = described.map((operation) => operation.operationId)
    assert.lengthOf(new Set(ids), ids.length)
    for (const { operationId, summary, description, tags, responses } of described) {
      assert.isNotEmpty(summary, operationId)
      assert.isNotEmpty(description, operationId)
      assert.lengthOf(tags, 1, operationId)
      const statuses = Object.keys(responses)
      assert.isTrue(
        statuses.some((status) => /^2\d\d$/.test(status)),
        operationId
      )
      assert.includeMembers(statuses, ['500'], operationId)
      for (const response of Object.values(responses)) {
        assert.isNotEmpty(response.description, operationId)
      }
    }
  })

  test('declares each parameter of each path, and none twice', ({ assert }) => {
    for (const { operationId, path, parameters } of described) {
      assert.match(path, /^(\/([a-z-]+|\{\w+\}))+$/)
      const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      const inPath = parameters.filter((parameter) => parameter.in === 'path')
      assert.deepEqual(
        inPath.map((parameter) => [parameter.name, parameter.required]),
        names.map((name) => [name, true]),
        operationId
      )
      const all = parameters.map((parameter) => `${parameter.in} ${parameter.name}`)
      assert.lengthOf(new Set(all), all.length, operationId)
    }
  })

  test('asks for a token where one is needed, and knows the scheme', ({ assert }) => {
    for (const operation of OPERATIONS) {
      const { security } = described.find(({ operationId }) => operationId === operation.id)!
      const isOpen = security.some((way) => Object.keys(way).length === 0)
      assert.equal(isOpen, operation.access === 'public', operation.id)
      for (const name of security.flatMap((way) => Object.keys(way))) {
        assert.property(document.components.securitySchemes, name)
      }
    }
  })

  test('holds valid JSON Schemas only, and every reference leads somewhere', ({ assert }) => {
    const ajv = new Ajv2020({ strictSchema: true, strictTypes: false })
    formats.default(ajv)
    for (const word of Object.keys(document)) ajv.addKeyword(word)
    ajv.addSchema(document, 'api')
    for (const name of Object.keys(document.components.schemas)) {
      assert.isFunction(ajv.getSchema(`api#/components/schemas/${name}`), name)
    }
    for (const operation of described) {
      const bodies = [operation.requestBody, ...Object.values(operation.responses)]
      const contents = bodies.flatMap((body) => Object.values(body?.content ?? {}))
      const schemas = [...operation.parameters, ...contents].map((holder) => holder.schema)
      for (const schema of schemas) {
        const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/'))
        assert.isFunction(ajv.compile(local), operation.operationId)
      }
    }
  })
})

test.group('The routes of the API', () => {
  test('are all described, and every operation has its route', ({ assert }) => {
    const routes = Object.values(router.toJSON())
      .flat()
      .filter(({ pattern }) => pattern.startsWith(API_PREFIX))
      .filter(({ pattern }) => pattern !== `${API_PREFIX}/openapi.json`)
      .flatMap(({ methods, pattern }) => methods.map((method) => `${method} ${pattern}`))
      .filter((route) => !route.startsWith('HEAD '))
    const operations = OPERATIONS.map(({ method, path }) => `${method} ${API_PREFIX}${path}`)
    assert.sameMembers(routes, operations)
  })

  test('do not boot with one that is not described', async ({ assert, cleanup }) => {
    const get = router.get.bind(router)
    cleanup(() => void Object.assign(router, { get }))
    const getOneMore = (pattern: string, handler: string) => {
      if (pattern === 'me') get('secrets', handler)
      return get(pattern, handler)
    }
    Object.assign(router, { get: getOneMore })
    // The module once more: it has defined the routes of this process already.
    const { href } = new URL('../../../start/routes/api.ts?again', import.meta.url)
    await assert.rejects(() => import(href), /^GET \/api\/v1\/secrets is not in app\/openapi/)
  })
})
