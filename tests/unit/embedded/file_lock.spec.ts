import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from '@japa/runner'
import { withFileLock } from '#database/embedded/file_lock'

const MODULE = new URL('../../../database/embedded/file_lock.ts', import.meta.url).href

test.group('File lock', (group) => {
  let folder: string

  group.each.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gavel-lock-'))
    return () => rm(folder, { recursive: true, force: true })
  })

  test('lets one at a time in', async ({ assert }) => {
    let inside = 0
    const work = async () => {
      inside += 1
      assert.equal(inside, 1)
      await sleep(10)
      inside -= 1
    }
    const path = join(folder, 'lock')
    await Promise.all([1, 2, 3, 4].map(() => withFileLock(path, work)))
  })

  test('is free again after a failure', async ({ assert }) => {
    const path = join(folder, 'lock')
    const failing = withFileLock(path, () => Promise.reject(new Error('no luck')))
    await assert.rejects(() => failing, 'no luck')
    assert.equal(await withFileLock(path, () => Promise.resolve('in'), 100), 'in')
  })

  test('keeps other processes out, and dies with its holder', async ({ assert }) => {
    const path = join(folder, 'lock')
    const script = `
      const { withFileLock } = await import(${JSON.stringify(MODULE)})
      await withFileLock(${JSON.stringify(path)}, () => {
        console.log('in')
        return new Promise((resolve) => setTimeout(resolve, 60_000))
      })`
    const holder = spawn(process.execPath, ['--input-type=module', '-e', script])
    await once(holder.stdout, 'data')

    const enter = () => withFileLock(path, () => Promise.resolve('in'), 100)
    await assert.rejects(enter, /^Another process has held .* for 0\.1 seconds\.$/)
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    assert.equal(await enter(), 'in')
  })
})
