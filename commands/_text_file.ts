import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'

/** The files that people name at the command line. */

export type TextReading = { ok: true; text: string } | { ok: false; fault: string }

export async function readText(file: string): Promise<TextReading> {
  try {
    return { ok: true, text: await readFile(resolve(askedFrom(), file), 'utf8') }
  } catch (error) {
    return { ok: false, fault: sentenceOf(error, 'read') }
  }
}

/** Answers what went wrong, or null. */
export async function writeText(file: string, text: string): Promise<string | null> {
  try {
    await writeFile(resolve(askedFrom(), file), text)
    return null
  } catch (error) {
    return sentenceOf(error, 'written')
  }
}

function sentenceOf(error: unknown, verb: 'read' | 'written'): string {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (code === 'ENOENT') return `there is no such ${verb === 'read' ? 'file' : 'folder'}`
  if (code === 'EISDIR') return 'it is a folder, not a file'
  if (code === 'EACCES') return `it may not be ${verb} by you`
  return `it cannot be ${verb} (${code})`
}

/** Where the user is: npm runs its scripts in the folder of the project, wherever it was called. */
function askedFrom(): string {
  const { npm_lifecycle_event: script, INIT_CWD: calledFrom } = process.env
  return script === 'ace' && calledFrom ? calledFrom : process.cwd()
}
