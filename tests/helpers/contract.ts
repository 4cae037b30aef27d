import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { PROBLEMS, type Problem, type ProblemCode } from '#exceptions/problems'
import { openApiDocument, problemsOf } from '#openapi/document'
import { API_PREFIX, OPERATIONS, type Operation } from '#openapi/operations'

/** What the OpenAPI document promises, and whether an answer keeps it. */

export type Answer = {
  method: string
  url: string
  status: number
  contentType: string | undefined
  body: string
}

type Responses = Record<string, { content?: Record<string, object> } | undefined>
type Paths = Record<string, Record<string, { responses: Responses }>>

const document = openApiDocument()
const paths = document.paths as Paths

const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema(document, 'api')

/** Throws where the API gave an answer that is not described. */
export function checkAnswer(answer: Answer) {
  const { pathname } = new URL(answer.url)
  if (!pathname.startsWith(`${API_PREFIX}/`) || pathname.endsWith('/openapi.json')) return
  const operation = findOperation(answer.method, pathname.slice(API_PREFIX.length))
  const fault = operation ? faultOf(operation, answer) : faultNowhere(answer)
  if (!fault) return
  const { method, status, body } = answer
  throw new Error(`${method} ${pathname} answered ${status}, not as described: ${fault}\n${body}`)
}

/** Throws where a value is not as a schema of the document says, such as `Frame`. */
export function checkSchema(name: keyof typeof document.components.schemas, value: unknown) {
  const fault = schemaFault(`#/components/schemas/${name}`, value)
  if (fault) throw new Error(`This is no ${name}: ${fault}\n${JSON.stringify(value)}`)
}

export function findOperation(method: string, path: string): Operation | undefined {
  return OPERATIONS.find((operation) => {
    const pattern = new RegExp(`^${operation.path.replace(/:\w+/g, '[^/]+')}$`)
    return operation.method === method && pattern.test(path)
  })
}

/** Where no operation is there is nothing. */
function faultNowhere({ status, body }: Answer): string | null {
  if (status !== 404) return 'no such operation'
  const problem = JSON.parse(body) as Problem
  return problem.code === 'not_found' ? null : `the code ${problem.code}`
}

function faultOf(operation: Operation, answer: Answer): string | null {
  const path = operation.path.replace(/:(\w+)/g, '{$1}')
  const method = operation.method.toLowerCase()
  const described = paths[path][method].responses[answer.status]
  if (!described) return 'a status that is not described'
  if (!described.content) return answer.body === '' ? null : 'a body where none is described'
  const type = (answer.contentType ?? '').split(';')[0]
  if (!(type in described.content)) return `the content type "${type}"`
  if (type === 'text/event-stream') return null
  const pointer = ['paths', path, method, 'responses', answer.status, 'content', type, 'schema']
  const body: unknown = JSON.parse(answer.body)
  const fault = schemaFault(`#/${pointer.map(escapePointer).join('/')}`, body)
  if (fault || type !== 'application/problem+json') return fault
  return problemFault(operation, answer, body as Problem)
}

function problemFault(operation: Operation, { status }: Answer, problem: Problem): string | null {
  const code = problem.code as ProblemCode
  if (!problemsOf(operation).includes(code)) return `the code ${code}`
  const [codeStatus, title] = PROBLEMS[code]
  const isWhole = problem.status === status && codeStatus === status && problem.title === title
  return isWhole ? null : `${code} with another status or title`
}

function schemaFault(pointer: string, value: unknown): string | null {
  const validate = ajv.getSchema(`api${pointer}`)
  if (!validate) throw new Error(`The document has nothing at ${pointer}`)
  return validate(value) ? null : ajv.errorsText(validate.errors)
}

function escapePointer(part: string | number): string {
  return encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))
}
