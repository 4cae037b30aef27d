/**
 * The web process as `npm start` runs it, with one route more: a POST that does all that a bid
 * does, but for the bid.
 */
import 'reflect-metadata'
import { Ignitor, prettyPrintError } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { BUILD, fromBuild } from './from_build.ts'

const NO_OP_PATH = '/bench/no-op'

async function addNoOp() {
  const { default: router } = await import('@adonisjs/core/services/router')
  const { authorize } = await fromBuild<typeof import('../app/middleware/authenticate.ts')>(
    'app/middleware/authenticate.js'
  )
  const { isWithinLimit } =
    await fromBuild<typeof import('../app/middleware/limit.ts')>('app/middleware/limit.js')
  const { readJson } = await fromBuild<typeof import('../app/middleware/read_json.ts')>(
    'app/middleware/read_json.js'
  )
  const { bidValidator } = await fromBuild<typeof import('../app/validators/auctions.ts')>(
    'app/validators/auctions.js'
  )
  const { readIdempotencyKey } = await fromBuild<
    typeof import('../app/controllers/api/auctions/idempotency_key.ts')
  >('app/controllers/api/auctions/idempotency_key.js')

  router.post(NO_OP_PATH, async (ctx: HttpContext) => {
    const { userId } = await authorize(ctx, 'bids.place')
    if (!(await isWithinLimit(ctx, 'bids', userId))) return
    const { maximum } = await bidValidator.validate(await readJson(ctx.request.request))
    readIdempotencyKey(ctx)
    ctx.response.status(201).json({ data: { maximum } })
  })
}

new Ignitor(BUILD, {
  importer: (path) => import(path.startsWith('.') ? new URL(path, BUILD).href : path),
})
  .tap((app) => {
    app.booting(async () => {
      await fromBuild('start/env.js')
    })
    app.starting(addNoOp)
    app.listen('SIGTERM', () => app.terminate())
  })
  .httpServer()
  .start()
  .catch((error: unknown) => {
    process.exitCode = 1
    return prettyPrintError(error)
  })
