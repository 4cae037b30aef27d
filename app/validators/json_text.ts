/**
 * Reads JSON as people write it: where it is not JSON, one sentence says at which line and column.
 * JSON.parse alone tells the place of some faults only.
 */
export type JsonReading = { ok: true; value: unknown } | { ok: false; fault: string }

/** Signs, texts (also unfinished ones), and whatever else stands between them. */
const TOKEN = /[{}[\],:]|"[^"\\]*(?:\\[^][^"\\]*)*"?|[^ \t\r\n{}[\],:"]+/g

const LONGEST_SHOWN = 20

export function readJson(text: string): JsonReading {
  const value = parsed(text)
  if (value !== undefined) return { ok: true, value }
  const fault = findFault(text)
  const lines = text.slice(0, fault.at).split('\n')
  const column = lines[lines.length - 1].length + 1
  return { ok: false, fault: `line ${lines.length}, column ${column}: ${fault.sentence}` }
}

function findFault(text: string): { at: number; sentence: string } {
  const grammar = new Grammar()
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (!grammar.takes(token)) {
      return {
        at: index,
        sentence: `not JSON, at ${JSON.stringify(token.slice(0, LONGEST_SHOWN))}`,
      }
    }
  }
  return { at: text.length, sentence: 'not JSON, it ends too early' }
}

/** What may come next in a JSON text. */
class Grammar {
  #open: string[] = []
  #next: 'value' | 'value or end' | 'key' | 'key or end' | 'colon' | 'comma or end' = 'value'

  /** False where this token cannot stand here. */
  takes(token: string): boolean {
    switch (this.#next) {
      case 'value or end':
        if (token === ']') return this.#close(token)
        return this.#takesValue(token)
      case 'value':
        return this.#takesValue(token)
      case 'key or end':
        if (token === '}') return this.#close(token)
        return this.#takesKey(token)
      case 'key':
        return this.#takesKey(token)
      case 'colon':
        this.#next = 'value'
        return token === ':'
      case 'comma or end':
        return token === ',' ? this.#takesComma() : this.#close(token)
    }
  }

  #takesValue(token: string): boolean {
    if (token === '{' || token === '[') {
      this.#open.push(token === '{' ? '}' : ']')
      this.#next = token === '{' ? 'key or end' : 'value or end'
      return true
    }
    this.#next = 'comma or end'
    return parsed(token) !== undefined
  }

  #takesKey(token: string): boolean {
    this.#next = 'colon'
    return typeof parsed(token) === 'string'
  }

  #takesComma(): boolean {
    this.#next = this.#open.at(-1) === '}' ? 'key' : 'value'
    return this.#open.length > 0
  }

  #close(token: string): boolean {
    this.#next = 'comma or end'
    return this.#open.pop() === token
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
