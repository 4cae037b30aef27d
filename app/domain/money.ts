/**
 * An amount as people read it, such as `€12.50`, with as many decimals as the currency has.
 * Server and browser use this same function.
 */
export function formatMoney(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency })
  const digits = format.resolvedOptions().maximumFractionDigits ?? 0
  return format.format(amountMinor / 10 ** digits)
}
