import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { runScenario, type Scenario, type ScenarioResult } from '#domain/scenario'
import { readScenarios } from '#validators/scenario'

export default class RulesReplay extends BaseCommand {
  static commandName = 'rules:replay'
  static description =
    'Perform scenarios by the rules of an auction, and print or check what they give'
  static help = [
    'A file holds a JSON list of scenarios: docs/rules.md. Needs no database.',
    'Prints a JSON line for each: {"name", "results": […], "history": […]}.',
    'With --check it tells on stderr what differs from what they expect,',
    'prints how many do, and exits with 1 where any does.',
    '```',
    '{{ binaryName }} rules:replay my-scenarios.json',
    '{{ binaryName }} rules:replay tests/fixtures/vectors_english.json --check',
    '```',
  ]
  static options: CommandOptions = { startApp: false }

  @args.string({ description: 'A file of scenarios' })
  declare file: string

  @flags.boolean({ description: 'Compare with what the scenarios expect' })
  declare check: boolean

  async run() {
    process.stdout.on('error', forgiveClosedPipe)
    const reading = await readText(this.file)
    const read = reading.ok ? await readScenarios(reading.text) : reading
    if (!read.ok) {
      this.logger.error(`${this.file}: ${read.fault}`)
      this.exitCode = 1
    } else if (this.check) {
      this.#check(read.scenarios)
    } else {
      for (const scenario of read.scenarios) print(JSON.stringify(runScenario(scenario)))
    }
  }

  #check(scenarios: readonly Scenario[]) {
    let differing = 0
    for (const scenario of scenarios) {
      const differences = differencesOf(scenario, runScenario(scenario))
      for (const difference of differences) this.logger.logError(`${scenario.name}: ${difference}`)
      if (differences.length > 0) differing++
    }
    print(`${scenarios.length} scenarios, ${differing} differ`)
    if (differing > 0) this.exitCode = 1
  }
}

function differencesOf(scenario: Scenario, result: ScenarioResult): string[] {
  const steps = scenario.steps.flatMap(({ at, type, expect }, index) =>
    differenceOf(`steps[${index}] (${type} at ${at})`, expect, result.results[index])
  )
  return [...steps, ...differenceOf('history', scenario.history, result.history)]
}

/** Nothing where it is as expected, or nothing is. */
function differenceOf(place: string, expected: unknown, found: unknown): string[] {
  if (expected === undefined || isDeepStrictEqual(expected, found)) return []
  return [`${place}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`]
}

type TextReading = { ok: true; text: string } | { ok: false; fault: string }

async function readText(file: string): Promise<TextReading> {
  try {
    return { ok: true, text: await readFile(resolve(askedFrom(), file), 'utf8') }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    return { ok: false, fault: FAULTS[code] ?? `it cannot be read (${code})` }
  }
}

const FAULTS: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder, not a file',
  EACCES: 'it may not be read by you',
}

/** Where the user is: npm runs its scripts in the folder of the project, wherever it was called. */
function askedFrom(): string {
  const { npm_lifecycle_event: script, INIT_CWD: calledFrom } = process.env
  return script === 'ace' && calledFrom ? calledFrom : process.cwd()
}

/** A reader that has seen enough, such as `head`. */
function forgiveClosedPipe(error: NodeJS.ErrnoException) {
  if (error.code !== 'EPIPE') throw error
}

function print(line: string) {
  process.stdout.write(`${line}\n`)
}
