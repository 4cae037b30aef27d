import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withFileLock } from '../../database/embedded/file_lock.ts'
import { runStep } from './step.ts'

/** All that the build is made of; folders with everything below them. */
const INPUTS = [
  'adonisrc.ts',
  'app',
  'bin/console.ts',
  'bin/server.ts',
  'commands',
  'config',
  'database',
  'package-lock.json',
  'package.json',
  'providers',
  'resources',
  'start',
  'tsconfig.build.json',
  'tsconfig.json',
  'vite.config.ts',
]

export interface BuildOptions {
  root: string
  logFile: string
  signal: AbortSignal
  say(line: string): void
}

/**
 * Makes `build/` from the sources, and `public/assets` on the way, unless they are up to date.
 * Takes turns with every other process that builds in this checkout.
 */
export async function ensureBuild({ root, say, ...options }: BuildOptions) {
  const stamp = fingerprint(root)
  if (isBuilt(root, stamp)) return

  mkdirSync(join(root, 'tmp'), { recursive: true })
  await withFileLock(join(root, 'tmp', 'build.lock'), async () => {
    if (isBuilt(root, stamp)) return
    say('Building ...')
    const env = { ...process.env, NODE_ENV: 'development' }
    const args = ['ace.js', 'build', '--tsconfig=tsconfig.build.json']
    await runStep('The build', args, { ...options, cwd: root, env })
    writeFileSync(stampFile(root), stamp)
  })
}

function stampFile(root: string): string {
  return join(root, 'build', '.stamp')
}

function isBuilt(root: string, stamp: string): boolean {
  try {
    return readFileSync(stampFile(root), 'utf8') === stamp
  } catch {
    return false
  }
}

/** A hash over the names and contents of all inputs. */
function fingerprint(root: string): string {
  const hash = createHash('sha256')
  for (const file of INPUTS.flatMap((input) => filesOf(root, input))) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesOf(root: string, input: string): string[] {
  const stats = statSync(join(root, input), { throwIfNoEntry: false })
  if (!stats) return []
  if (stats.isFile()) return [input]
  return readdirSync(join(root, input), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .toSorted()
}
