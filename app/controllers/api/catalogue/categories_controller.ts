import db from '@adonisjs/lucid/services/db'
import { activeOf } from '#domain/catalogue'
import { readCatalogue } from '#database/catalogue'
import { treeOf } from '#transformers/catalogue'

export default class CategoriesController {
  /** The tree of active categories, with the fields that each defines. */
  async index() {
    const catalogue = await readCatalogue((sql) => db.rawQuery(sql))
    return { data: treeOf(activeOf(catalogue)) }
  }
}
