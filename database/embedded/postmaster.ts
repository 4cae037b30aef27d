import { execFile, execFileSync, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { invoke, locateBinaries } from './binaries.ts'

/**
 * Everything of a cluster is in `root`: `data` is PostgreSQL's own folder, `password` that of its
 * superuser, `log` what it says until its own log (in `data/log`) is open.
 */
export interface ClusterPaths {
  root: string
  data: string
  password: string
  log: string
}

/** What a PostgreSQL that runs says of itself in its pid file. */
export interface Postmaster {
  pid: number
  port: number
  ready: boolean
}

export const SUPERUSER = 'gavel'

const POLL_MS = 10
const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 30_000

/** After a kill -9 the dead server's children keep its memory and its port for a moment. */
const RETRY_MS = 10_000
const WORTH_A_RETRY = /lock file|shared memory|address already in use/i

/** Written to postgresql.conf when the cluster is made; an operator may change them there. */
const SETTINGS = {
  fsync: 'on',
  synchronous_commit: 'on',
  max_connections: '100',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // One log file a weekday, emptied when its day comes round again: a week's worth at most.
  logging_collector: 'on',
  log_filename: 'postgresql-%a.log',
  log_rotation_size: '0',
  log_truncate_on_rotation: 'on',
  log_checkpoints: 'off',
}

/** PostgreSQL heeds PGDATA, PGOPTIONS and their like: none of the caller's reach it. */
const ENVIRONMENT = { PATH: process.env.PATH }

export function clusterPaths(dataDir: string): ClusterPaths {
  const root = join(dataDir, 'postgres')
  return {
    root,
    data: join(root, 'data'),
    password: join(root, 'password'),
    log: join(root, 'start.log'),
  }
}

/** Makes the cluster's files. Half-made ones, left by a crash, are never mistaken for a cluster. */
export async function initialise(paths: ClusterPaths) {
  const draft = `${paths.data}.new`
  await rm(draft, { recursive: true, force: true })

  const flags = [`--pgdata=${draft}`, `--username=${SUPERUSER}`, `--pwfile=${paths.password}`]
  flags.push('--auth=scram-sha-256', '--encoding=UTF8', '--data-checksums', '--locale=C')
  // The built-in provider sorts alike on every machine and after every upgrade of its C library.
  flags.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8')
  flags.push(...Object.entries(SETTINGS).map(([name, value]) => `--set=${name}=${value}`))

  const { file, args, uid, gid } = invoke(join(locateBinaries(), 'initdb'), flags, paths.root)
  try {
    await promisify(execFile)(file, args, { uid, gid, env: ENVIRONMENT, cwd: paths.root })
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    throw new Error(`PostgreSQL could not be set up: ${lastComplaint(output) || String(error)}`)
  }
  await rename(draft, paths.data)
}

/** Starts PostgreSQL on 127.0.0.1 and answers once it takes connections. It outlives this process. */
export async function startPostmaster(paths: ClusterPaths): Promise<Postmaster> {
  const giveUpAt = performance.now() + RETRY_MS
  for (;;) {
    await disownPidFile(paths)
    const running = await launch(paths, await choosePort(paths))
    if (running) return running

    const reason = lastComplaint(readFileSync(paths.log, 'utf8'))
    if (performance.now() > giveUpAt || !WORTH_A_RETRY.test(reason)) {
      throw new Error(`PostgreSQL could not be started: ${reason || `see ${paths.log}`}`)
    }
    await sleep(200)
  }
}

/** Spawns the server; undefined when it ended before it was ready. */
async function launch(paths: ClusterPaths, port: number): Promise<Postmaster | undefined> {
  const flags = ['-D', paths.data, '-p', String(port)]
  flags.push('-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=')
  const { file, args, uid, gid } = invoke(join(locateBinaries(), 'postgres'), flags, paths.root)

  const log = openSync(paths.log, 'w')
  // A session of its own: neither a terminal's Ctrl-C nor its hang-up reaches it.
  const options = { uid, gid, env: ENVIRONMENT, cwd: paths.root, detached: true }
  const child = spawn(file, args, { ...options, stdio: ['ignore', log, log] })
  closeSync(log)
  child.unref()

  let failure: Error | undefined
  child.once('error', (error) => (failure = error))
  const giveUpAt = performance.now() + START_TIMEOUT_MS
  while (child.exitCode === null && child.signalCode === null && performance.now() < giveUpAt) {
    if (failure) throw failure
    const running = readPostmaster(paths)
    if (running?.pid === child.pid && running?.ready) return running
    await sleep(POLL_MS)
  }
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
export async function stopPostmaster(paths: ClusterPaths, { pid }: Postmaster) {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    const giveUpAt = performance.now() + STOP_TIMEOUT_MS
    if (runsOn(paths, pid)) process.kill(pid, signal)
    while (performance.now() < giveUpAt) {
      if (!runsOn(paths, pid)) return
      await sleep(POLL_MS)
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) does not stop.`)
}

/** The server that runs on this cluster now, be it ready or not. */
export function findPostmaster(paths: ClusterPaths): Postmaster | undefined {
  const running = readPostmaster(paths)
  return running && runsOn(paths, running.pid) ? running : undefined
}

function readPostmaster(paths: ClusterPaths): Postmaster | undefined {
  try {
    const lines = readFileSync(join(paths.data, 'postmaster.pid'), 'utf8').split('\n')
    const ready = lines[7]?.trim() === 'ready'
    return { pid: Number(lines[0]), port: Number(lines[3]), ready }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Whether this process is a PostgreSQL on this cluster: a pid may long belong to something else. */
function runsOn(paths: ClusterPaths, pid: number): boolean {
  try {
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return command.includes(paths.data)
  } catch {
    return false
  }
}

/**
 * PostgreSQL refuses to start while the pid in a left-over pid file is alive, even when it now
 * belongs to another program (in a container it nearly always does). The pid of its own parent it
 * passes over, and still checks by the rest of the file that nothing uses the cluster's memory.
 */
async function disownPidFile(paths: ClusterPaths) {
  const file = join(paths.data, 'postmaster.pid')
  const content = await readFile(file, 'utf8').catch(() => undefined)
  if (content) await writeFile(file, content.replace(/^\d+/, String(process.pid)))
}

/** The port of the last time when it is free, so that whoever is connected finds it again. */
async function choosePort(paths: ClusterPaths): Promise<number> {
  const options = await readFile(join(paths.data, 'postmaster.opts'), 'utf8').catch(() => '')
  const last = Number(/"-p" "(\d+)"/.exec(options)?.[1] ?? 0)
  return (await freePort(last)) ?? (await freePort(0)) ?? 0
}

/** The port if it is free (any free one for 0), else undefined. */
export function freePort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host: '127.0.0.1' }, () => {
      const address = server.address() as AddressInfo
      server.close(() => resolve(address.port))
    })
  })
}

/** The last thing that PostgreSQL found wrong, as one line. */
function lastComplaint(output: string): string {
  const lines = output.split('\n').filter((line) => /fatal|panic|error/i.test(line))
  return (lines.at(-1) ?? '').replace(/^.*?(FATAL|PANIC|ERROR|error):\s*/, '').trim()
}
