import type { Server } from 'node:http'
import type { Server as SecureServer } from 'node:https'

/** `npm start` kills what has not ended after ten seconds. */
const PATIENCE_MS = 7_000

/** How long a connection that was promised to be kept is kept. Node adds a second. */
const KEPT_MS = 100

/**
 * Takes no more connections, and resolves when the last one has ended. What was asked by then is
 * answered, with word that the connection ends; streams are for their owners to end.
 */
export async function drain(server: Server | SecureServer) {
  server.prependListener('request', (_, response) => response.setHeader('connection', 'close'))
  server.keepAliveTimeout = KEPT_MS
  const timer = setTimeout(() => server.closeAllConnections(), PATIENCE_MS)
  await new Promise((resolve) => server.close(resolve))
  clearTimeout(timer)
}
