import { icons as lucide } from '@iconify-json/lucide'
import { addCollection, edgeIconify } from 'edge-iconify'
import edge from 'edge.js'
import { formatMoney } from '#domain/money'
import { auditChanges } from '#transformers/audit_changes'
import { utcTime } from '#transformers/utc_time'
import { wordsOf } from '#transformers/words'

/** What every view may use besides what it is given. */

addCollection(lucide)
edge.use(edgeIconify)

edge.global('money', formatMoney)
edge.global('utcTime', utcTime)
edge.global('inputTime', (at: string | null) => (at ?? '').slice(0, 16))
edge.global('wordsOf', wordsOf)
edge.global('icon', iconOf)
edge.global('pageUrl', pageUrl)
edge.global('changesOf', auditChanges)

/** An icon of https://lucide.dev beside words, which say it all to those who do not see it. */
function iconOf(name: string): unknown {
  const svg = edge.globals.svg as (icon: string, attributes: object) => unknown
  return svg(`lucide:${name}`, { 'class': 'icon', 'aria-hidden': 'true' })
}

type Query = Record<string, string | number | null | undefined>

/** A page's address with its query, some of it changed; what is empty is left out. */
function pageUrl(path: string, query: Query, changes: Query): string {
  const filled = Object.entries({ ...query, ...changes }).filter(
    ([, value]) => (value ?? '') !== ''
  )
  const search = new URLSearchParams(filled.map(([name, value]) => [name, String(value)]))
  return search.size > 0 ? `${path}?${search}` : path
}
