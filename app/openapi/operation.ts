import type { ProblemCode } from '#exceptions/problems'
import type { Access } from '#openapi/access'
import type { SchemaName } from '#openapi/schemas'

type Validator = { toJSONSchema(): object }

export type Operation = {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below API_PREFIX, as the router has it. */
  path: string
  access: Access
  summary: string
  body?: Validator
  query?: Validator
  /** Headers it reads besides Authorization. */
  headers?: ('Idempotency-Key' | 'Last-Event-ID' | 'If-Match')[]
  success: { status: 200 | 201 | 204; schema?: SchemaName; isPage?: boolean; isStream?: boolean }
  /** Besides those that every operation of its kind may answer. */
  problems: ProblemCode[]
}
