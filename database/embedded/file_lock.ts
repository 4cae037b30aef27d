import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

const RETRY_MS = 25
const SQLITE_BUSY = 5

/**
 * Runs `work` while no other process (nor other caller in this one) runs anything under the lock
 * at `path`. The operating system holds the lock and drops it with the process, however that ends:
 * SQLite's own file lock is the portable way to it, and nothing is ever stored in the file.
 *
 * Throws when the lock stays taken for `timeoutMs`.
 */
export async function withFileLock<T>(
  path: string,
  work: () => Promise<T>,
  timeoutMs = 120_000
): Promise<T> {
  const file = new DatabaseSync(path, { timeout: 0 })
  try {
    await acquire(file, path, timeoutMs)
    return await work()
  } finally {
    file.close()
  }
}

async function acquire(file: DatabaseSync, path: string, timeoutMs: number) {
  const deadline = performance.now() + timeoutMs
  while (!tryAcquire(file)) {
    if (performance.now() > deadline) {
      throw new Error(`Another process has held ${path} for ${timeoutMs / 1000} seconds.`)
    }
    await sleep(RETRY_MS)
  }
}

function tryAcquire(file: DatabaseSync): boolean {
  try {
    file.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return false
    throw error
  }
}
