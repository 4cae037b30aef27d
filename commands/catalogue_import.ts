import { args, BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import type { Difference } from '#domain/catalogue_differences'

export default class CatalogueImport extends BaseCommand {
  static commandName = 'catalogue:import'
  static description = 'Take over a tree of categories and their fields from a JSON file'
  static help = [
    'Categories are known by their slugs and fields by their keys; what the file does not name stays.',
    'All of it is taken over or nothing, and a second time changes nothing. docs/operations.md says',
    'what is in a file. With --dry-run it prints what would change, and changes nothing.',
    '```',
    '{{ binaryName }} catalogue:import catalogue.json --dry-run',
    '{{ binaryName }} catalogue:import catalogue.json',
    '```',
  ]
  static options: CommandOptions = { startApp: true }

  @args.string({ description: 'A file of catalogue:export, or one written by hand' })
  declare file: string

  @flags.boolean({ description: 'Print what would change, and change nothing' })
  declare dryRun: boolean

  async run() {
    const { readText } = await import('#commands/_text_file')
    const { readCatalogueFile } = await import('#validators/catalogue_file')
    const { ImportCatalogue } = await import('#actions/import_catalogue')

    const text = await readText(this.file)
    const read = text.ok ? await readCatalogueFile(text.text) : text
    if (!read.ok) return this.#refuse(read.fault)
    const action = await this.app.container.make(ImportCatalogue)
    const { entries } = read
    const result = await action.execute({ actorId: null, entries, isDryRun: this.dryRun })
    if (!result.ok) return this.#refuse(result.fault)
    for (const difference of result.differences) {
      process.stdout.write(`${lineOf(difference)}\n`)
    }
    const { length } = result.differences
    if (length === 0) this.logger.success('Nothing differs')
    else this.logger.success(`${length} differences${this.dryRun ? '; nothing was changed' : ''}`)
  }

  #refuse(fault: string) {
    this.logger.error(`${this.file}: ${fault}`)
    this.exitCode = 1
  }
}

/** `field.changed clocks.year: required false -> true` */
function lineOf({ act, subject, before, after }: Difference): string {
  const changes = Object.keys(after)
    .filter((name) => name in before)
    .map((name) => `${name} ${JSON.stringify(before[name])} -> ${JSON.stringify(after[name])}`)
  return `${act} ${subject}${changes.length > 0 ? `: ${changes.join(', ')}` : ''}`
}
