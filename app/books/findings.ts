import { isDeepStrictEqual } from 'node:util'

/** Something in the books of an auction that is not what its deeds give. */
export type Difference = { auctionId: string; what: string; expected: string; found: string }

/** After so many the rest of an auction's differences is only counted: one wrong row begets many. */
const MOST_TOLD = 20

/** Collects what differs in one auction. */
export class Findings {
  #count = 0

  constructor(
    private readonly auctionId: string,
    private readonly tell: (difference: Difference) => void
  ) {}

  get count() {
    return this.#count
  }

  add(what: string, expected: string, found: string) {
    this.#count++
    if (this.#count > MOST_TOLD) return
    this.tell({ auctionId: this.auctionId, what, expected, found })
  }

  /** Compares the columns of a row that should be there. */
  compare<Row extends object>(
    what: string,
    expected: Row,
    found: { [Column in keyof Row]?: unknown } | null | undefined
  ) {
    if (!found) return this.add(what, 'a row', 'none')
    for (const column of Object.keys(expected) as (keyof Row & string)[]) {
      if (isDeepStrictEqual(expected[column], found[column])) continue
      this.add(`${what} ${column}`, shown(column, expected[column]), shown(column, found[column]))
    }
  }

  /** Numbers that must be those from 1 to `last`, in their order. */
  compareNumbers(what: string, numbers: readonly number[], last: number) {
    const wrong = numbers.findIndex((number, index) => number !== index + 1)
    if (wrong >= 0) this.add(what, String(wrong + 1), String(numbers[wrong]))
    else if (numbers.length !== last) this.add(what, `1 to ${last}`, `1 to ${numbers.length}`)
  }

  /** To be called once, at the end of the auction. */
  conclude() {
    const untold = this.#count - MOST_TOLD
    if (untold <= 0) return
    const found = `${untold} more differences`
    this.tell({ auctionId: this.auctionId, what: 'the rest', expected: 'no difference', found })
  }
}

/** Times as people read them. Maxima are the bidders' own, also from those who check the books. */
function shown(column: string, value: unknown): string {
  if (column === 'maximum' && value !== null) return '(a secret maximum)'
  if (column.endsWith('At') && typeof value === 'number') return new Date(value).toISOString()
  return JSON.stringify(value)
}
