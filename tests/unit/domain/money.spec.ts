import { test } from '@japa/runner'
import { formatMoney } from '#domain/money'

test.group('Money', () => {
  test('{amount} of {currency} is {text}')
    .with([
      { amount: 1250, currency: 'EUR', text: '€12.50' },
      { amount: 5, currency: 'GBP', text: '£0.05' },
      { amount: 1_000_000_000_000, currency: 'USD', text: 'US$10,000,000,000.00' },
      { amount: 123_456, currency: 'JPY', text: 'JP¥123,456' },
      { amount: 1_234, currency: 'KWD', text: 'KWD 1.234' },
    ])
    .run(({ assert }, { amount, currency, text }) => {
      assert.equal(formatMoney(amount, currency).replaceAll('\u00A0', ' '), text)
    })
})
