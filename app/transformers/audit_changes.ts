import { formatMoney } from '#domain/money'
import type { AuditLine } from '#queries/audit_log'
import { utcTime } from '#transformers/utc_time'

/** What a row of the audit log says it changed, a phrase each, such as `Price €12.00 → €10.00`. */
export function auditChanges({ data, currency }: AuditLine): string[] {
  const changes: string[] = []
  const { priceBefore, priceAfter, endsAtBefore, endsAtAfter } = data
  if (currency && isNumber(priceBefore) && isNumber(priceAfter) && priceBefore !== priceAfter) {
    const [before, after] = [priceBefore, priceAfter].map((price) => formatMoney(price, currency))
    changes.push(`Price ${before} → ${after}`)
  }
  if (isTime(endsAtBefore) && isTime(endsAtAfter) && endsAtBefore !== endsAtAfter) {
    changes.push(`End ${utcTime(endsAtBefore, true)} → ${utcTime(endsAtAfter, true)}`)
  }
  return changes
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number'
}

function isTime(value: unknown): value is string {
  return typeof value === 'string'
}
