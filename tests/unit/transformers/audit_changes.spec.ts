import { test } from '@japa/runner'
import type { AuditLine } from '#queries/audit_log'
import { auditChanges } from '#transformers/audit_changes'

const line = (data: Record<string, unknown>, currency: string | null = 'EUR') =>
  ({ data, currency }) as AuditLine

test.group('What a row of the audit log changed', () => {
  test('is told with the money of the auction and times in UTC', ({ assert }) => {
    const changes = auditChanges(
      line({
        priceBefore: 2000,
        priceAfter: 1000,
        endsAtBefore: '2026-12-24T18:00:00.000Z',
        endsAtAfter: '2026-12-24T19:00:30.000Z',
      })
    )
    assert.deepEqual(changes, [
      'Price €20.00 → €10.00',
      'End 24 Dec 2026, 18:00:00 UTC → 24 Dec 2026, 19:00:30 UTC',
    ])
  })

  test('is left out where it stayed as it was, or is not told', ({ assert }) => {
    assert.deepEqual(auditChanges(line({ priceBefore: 2000, priceAfter: 2000 })), [])
    assert.deepEqual(auditChanges(line({}, null)), [])
  })
})
