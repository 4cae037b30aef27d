import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { RefreshBrowsing } from '#actions/refresh_browsing'
import { contestedLot } from '#tests/helpers/audited_lots'
import { cast } from '#tests/helpers/cast'
import { openAuction, resetHouse } from '#tests/helpers/house'
import { runVerify, verify } from '#tests/helpers/verified_books'

const NOBODY = '01a209c1-5841-70cb-a767-e083908ab2a6'

/** Changes the books behind the house's back. */
async function tamper(sql: string, lot: string) {
  await db.transaction(async (trx) => {
    await trx.rawQuery('SET LOCAL session_replication_role = replica')
    await trx.rawQuery(sql, { lot, nobody: NOBODY })
  })
}

test.group('Books that were tampered with', (group) => {
  group.each.setup(resetHouse)

  test('{says}')
    .with([
      {
        sql: 'UPDATE bids SET price = price + 1 WHERE auction_id = :lot AND seq = 2',
        says: 'bid 2 price: expected 1550, found 1551',
      },
      {
        sql: 'DELETE FROM bids WHERE auction_id = :lot AND seq = 2',
        says: 'bids seq: expected 2, found 3',
      },
      {
        sql: 'DELETE FROM bids WHERE auction_id = :lot AND seq = 5',
        says: 'bids seq: expected 1 to 5, found 1 to 4',
      },
      {
        sql: 'UPDATE bids SET seq = 6 WHERE auction_id = :lot AND seq = 5',
        says: 'bids seq: expected 5, found 6',
      },
      {
        sql: 'UPDATE bids SET version = 9 WHERE auction_id = :lot AND seq = 3',
        says: 'bids and deeds version: expected 3, found 4',
      },
      {
        sql: 'UPDATE bids SET maximum = 1501 WHERE auction_id = :lot AND seq = 2',
        says: 'bid 2 price: expected 1551, found 1550',
      },
      {
        sql: `UPDATE bids SET bidder_id = (SELECT seller_id FROM auctions WHERE id = :lot)
          WHERE auction_id = :lot AND seq = 2`,
        says: 'bid 2: expected refused (own_auction), found accepted',
      },
      {
        sql: 'UPDATE bids SET bidder_id = :nobody WHERE auction_id = :lot AND seq = 2',
        says: `bids bidderId: expected a user, found ${NOBODY}`,
      },
      {
        sql: `UPDATE bids SET id = (SELECT id FROM bids WHERE auction_id = :lot AND seq = 1)
          WHERE auction_id = :lot AND seq = 2`,
        says: 'bids id: expected one for each, found one twice',
      },
      {
        sql: `UPDATE bids SET placed_at = placed_at - interval '1 hour'
          WHERE auction_id = :lot AND seq = 2`,
        says: 'bid 2 placedAt: expected',
      },
      {
        sql: `UPDATE bids SET placed_at = placed_at + interval '1 hour'
          WHERE auction_id = :lot AND seq = 5`,
        says: 'bid 5: expected refused (auction_ended), found accepted',
      },
      {
        sql: 'UPDATE bids SET voided_version = NULL WHERE auction_id = :lot AND seq = 4',
        says: 'bid 4 voidedVersion: expected 6, found null',
      },
      {
        sql: 'UPDATE bids SET public_seq = 3 WHERE auction_id = :lot AND seq = 3',
        says: 'bid 3 publicSeq: expected null, found 3',
      },
      {
        sql: 'UPDATE bids SET is_leading = true WHERE auction_id = :lot AND seq = 2',
        says: 'bid 2 isLeading: expected false, found true',
      },
      {
        sql: `UPDATE auction_deeds SET data = '{"seqs": [5]}' WHERE auction_id = :lot`,
        says: 'bid 5 voidedVersion: expected 6, found null',
      },
      {
        sql: 'DELETE FROM auction_deeds WHERE auction_id = :lot',
        says: 'bids and deeds version: expected 1 to 6, found 1 to 5',
      },
      {
        sql: `UPDATE auction_states SET leader_id = (SELECT seller_id FROM auctions WHERE id = :lot)
          WHERE auction_id = :lot`,
        says: 'state leaderId: expected',
      },
      {
        sql: 'UPDATE auction_states SET price = price + 1 WHERE auction_id = :lot',
        says: 'state price: expected 3100, found 3101',
      },
      {
        sql: 'UPDATE auction_states SET maximum = maximum + 1 WHERE auction_id = :lot',
        says: 'state maximum: expected (a secret maximum), found (a secret maximum)',
      },
      {
        sql: 'UPDATE auction_states SET bid_count = 1 WHERE auction_id = :lot',
        says: 'state bidCount: expected 3, found 1',
      },
      {
        sql: 'UPDATE auction_states SET close_check_at = NULL WHERE auction_id = :lot',
        says: 'state closeCheckAt: expected',
      },
      {
        sql: `UPDATE auction_states SET ends_at = ends_at + interval '1 ms' WHERE auction_id = :lot`,
        says: 'state endsAt: expected',
      },
      {
        sql: 'DELETE FROM auction_states WHERE auction_id = :lot',
        says: 'state: expected a row, found none',
      },
      {
        sql: 'UPDATE auction_events SET amount = 1501 WHERE auction_id = :lot AND public_seq = 2',
        says: 'event 2 amount: expected 1500, found 1501',
      },
      {
        sql: 'UPDATE auction_events SET bidder = leader WHERE auction_id = :lot AND public_seq = 2',
        says: 'event 2 bidder: expected',
      },
      {
        sql: `UPDATE auction_events SET withdrawn = '{1,3}' WHERE auction_id = :lot AND public_seq = 5`,
        says: 'event 5 withdrawn: expected [3], found [1,3]',
      },
      {
        sql: 'DELETE FROM auction_events WHERE auction_id = :lot AND public_seq = 2',
        says: 'events publicSeq: expected 2, found 3',
      },
      {
        sql: `INSERT INTO auction_events SELECT auction_id, 6, type, occurred_at, price, leader,
          is_reserve_met, bid_count, ends_at, status FROM auction_events
          WHERE auction_id = :lot AND public_seq = 5`,
        says: 'events publicSeq: expected 1 to 5, found 1 to 6',
      },
      {
        sql: 'UPDATE auction_browse SET price = 1 WHERE auction_id = :lot',
        says: 'browsing price: expected 3100, found 1',
      },
      {
        sql: 'UPDATE auctions SET start_price = 999 WHERE id = :lot',
        says: 'bid 1 price: expected 999, found 1000',
      },
    ])
    .run(async ({ assert }, { sql, says }) => {
      const people = await cast()
      const lot = await contestedLot(people)
      await new RefreshBrowsing().execute()
      const untouched = await openAuction(people.alice)
      await tamper(sql, lot)
      const { lines, totals } = await verify()
      assert.isTrue(
        lines.some((line) => line.startsWith(`${lot} ${says}`)),
        lines.join('\n')
      )
      assert.isFalse(lines.some((line) => line.startsWith(untouched)))
      assert.deepInclude(totals, { auctionCount: 2, differingCount: 1 })
    })

  test('name the auction that bids or events speak of and that is not there', async ({
    assert,
  }) => {
    const lot = await contestedLot(await cast())
    for (const table of ['bids', 'auction_events']) {
      await tamper(`UPDATE ${table} SET auction_id = :nobody WHERE auction_id = :lot`, lot)
    }
    const { lines, totals } = await verify()
    assert.include(lines, `${NOBODY} bids auctionId: expected an auction, found none`)
    assert.include(lines, `${NOBODY} events auctionId: expected an auction, found none`)
    assert.equal(totals?.differingCount, 2)
  })

  test('are told at some length only, and counted', async ({ assert }) => {
    const lot = await contestedLot(await cast())
    await tamper('UPDATE auctions SET start_price = 1 WHERE id = :lot', lot)
    await tamper(`UPDATE auctions SET alias_secret = '0123456789abcdef' WHERE id = :lot`, lot)
    await tamper(`UPDATE bids SET ends_at = ends_at + interval '1 s' WHERE auction_id = :lot`, lot)
    await tamper('UPDATE auction_events SET bid_count = 9, price = 9 WHERE auction_id = :lot', lot)
    const { lines } = await verify()
    assert.lengthOf(lines, 21)
    assert.match(lines[20], /the rest: expected no difference, found \d+ more differences$/)
  })

  test('make the command exit with 1, a line for each difference', async ({ assert }) => {
    const lot = await contestedLot(await cast())
    await new RefreshBrowsing().execute()
    await tamper('UPDATE auction_browse SET price = 1 WHERE auction_id = :lot', lot)
    const { status, stdout } = runVerify()
    assert.equal(status, 1)
    assert.equal(
      stdout,
      `${lot} browsing price: expected 3100, found 1\n1 auctions, 5 bids verified, 1 differ\n`
    )
    assert.equal(runVerify('--id', lot).stdout, stdout)
  })
})
