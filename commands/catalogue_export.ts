import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'

export default class CatalogueExport extends BaseCommand {
  static commandName = 'catalogue:export'
  static description = 'Write the tree of categories and their fields as one JSON file'
  static help = [
    'catalogue:import reads it, in this house or another. Without --file it is printed.',
    '```',
    '{{ binaryName }} catalogue:export --file catalogue.json',
    '{{ binaryName }} catalogue:export',
    '```',
  ]
  static options: CommandOptions = { startApp: true }

  @flags.string({ description: 'Where to; what is there is replaced' })
  declare file?: string

  async run() {
    const { default: db } = await import('@adonisjs/lucid/services/db')
    const { entriesOf } = await import('#domain/catalogue_file')
    const { readCatalogue } = await import('#database/catalogue')
    const { writeCatalogueFile } = await import('#validators/catalogue_file')
    const { writeText } = await import('#commands/_text_file')

    const entries = entriesOf(await readCatalogue((sql) => db.rawQuery(sql)))
    const text = writeCatalogueFile(entries)
    if (this.file === undefined) {
      process.stdout.write(text)
      return
    }
    const fault = await writeText(this.file, text)
    if (fault === null) this.logger.success(`${entries.length} categories in ${this.file}`)
    else this.logger.error(`${this.file}: ${fault}`)
    if (fault !== null) this.exitCode = 1
  }
}
