import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** What a user's shell does not set, but that of `npm test` does. */
const SET_BY_TESTS = ['NODE_ENV', 'DATABASE_URL', 'APP_KEY', 'APP_URL', 'HOST', 'CI', 'DEMO']

/** `npm start` as a user runs it in a terminal: in a process group of its own. */
export class NpmHouse {
  readonly url: string
  readonly #child: ChildProcess
  readonly #exit: Promise<number | null>
  output = ''

  constructor(dataDir: string, port: number) {
    const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: dataDir, PORT: String(port) }
    for (const name of SET_BY_TESTS) delete env[name]
    const options = { cwd: ROOT, env, detached: true }
    const child = spawn('npm', ['start'], { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.output += text))
    }
    this.url = `http://127.0.0.1:${port}`
    this.#child = child
    this.#exit = once(child, 'close').then(([code]) => code as number | null)
  }

  /** Waits until the house says that it is open. Throws with what it said when it ends instead. */
  async untilOpen() {
    while (!this.output.includes('Gavel is open')) {
      if (this.#child.exitCode !== null) throw new Error(`npm start ended: ${this.output}`)
      await sleep(50)
    }
  }

  /** The exit code, once it ends by itself. */
  ending(): Promise<number | null> {
    return this.#exit
  }

  /** What a terminal does on Ctrl-C: everyone in the group gets the signal. */
  async pressCtrlC(): Promise<number | null> {
    if (this.#child.exitCode === null) process.kill(-this.#child.pid!, 'SIGINT')
    return this.#exit
  }
}

/** A living process, with its command line. */
export interface FoundProcess {
  pid: number
  command: string
}

/** All processes that run for the house in `dataDir`, by their arguments or their environment. */
export function processesOf(dataDir: string): FoundProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => ({ pid: Number(pid), command: read(`/proc/${pid}/cmdline`) }))
    .filter(({ pid, command }) => {
      // One that has ended, and only waits to be noticed, has no command line.
      return command !== '' && (command + read(`/proc/${pid}/environ`)).includes(dataDir)
    })
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}
