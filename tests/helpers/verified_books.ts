import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import app from '@adonisjs/core/services/app'
import { VerifyAuctions } from '#actions/verify_auctions'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What the verification has to say, a line for each difference. */
export async function verify(id?: string) {
  const action = await app.container.make(VerifyAuctions)
  const lines: string[] = []
  const totals = await action.execute(({ auctionId, what, expected, found }) => {
    lines.push(`${auctionId} ${what}: expected ${expected}, found ${found}`)
  }, id)
  return { lines, totals }
}

/** `auctions:verify`, as an operator runs it. */
export function runVerify(...args: string[]) {
  const command = ['ace.js', 'auctions:verify', ...args]
  return spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8' })
}
