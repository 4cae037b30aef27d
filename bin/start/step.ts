import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'

export interface StepOptions {
  cwd: string
  env: NodeJS.ProcessEnv
  /** Takes everything that the step prints. */
  logFile: string
  /** Ends the step when it aborts. */
  signal: AbortSignal
}

/** Runs `node <args>` to its end. Throws one sentence, with the last thing it said, when it fails. */
export async function runStep(what: string, args: string[], options: StepOptions) {
  const { logFile, ...rest } = options
  mkdirSync(dirname(logFile), { recursive: true })
  const log = openSync(logFile, 'w')
  const child = spawn(process.execPath, args, { ...rest, stdio: ['ignore', log, log] })
  closeSync(log)

  const exitCode = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (exitCode === 0) return
  throw new Error(`${what} failed: ${lastLine(logFile)} (all of it is in ${logFile})`)
}

/** The last line of a log that says something, without colours; of a JSON line its message. */
export function lastLine(logFile: string): string {
  const content = readFileSync(logFile, 'utf8').slice(-20_000)
  // eslint-disable-next-line no-control-regex
  const lines = content.replace(/\u001B\[[\d;]*m/g, '').split('\n')
  const line = lines.findLast((candidate) => /\w/.test(candidate))?.trim() ?? 'it said nothing'
  try {
    return String((JSON.parse(line) as { msg?: string }).msg ?? line)
  } catch {
    return line
  }
}
