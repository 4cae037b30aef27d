import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A frame of a stack trace, or of the source around it as Adonis prints it. */
const STACK_FRAME = /^\W*(at |\d+\s*┃)/

/** The blanks and the lines of a box around a message. */
const FRAME = /^[\s│]+|[\s│]+$/g

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

/** What a log ends in: its last line about an error, else its last line; of JSON the message. */
export function lastLine(logFile: string): string {
  const content = readFileSync(logFile, 'utf8').slice(-20_000)
  // eslint-disable-next-line no-control-regex
  const plain = content.replace(/\u001B\[[\d;]*m/g, '')
  const lines = plain.split('\n').filter((line) => /\w/.test(line) && !STACK_FRAME.test(line))
  const isError = (line: string) => /\berror\b|\bcannot\b/i.test(line)
  const line = (lines.slice(-20).findLast(isError) ?? lines.at(-1) ?? 'it said nothing').replace(
    FRAME,
    ''
  )
  try {
    return String((JSON.parse(line) as { msg?: string }).msg ?? line)
  } catch {
    return line
  }
}
