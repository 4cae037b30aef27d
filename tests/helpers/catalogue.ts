import type { ApiClient } from '@japa/api-client'
import type { CategoryAnswer } from '#transformers/catalogue'
import type { Person } from '#tests/helpers/cast'

const URL = '/api/v1/admin/categories'

/** What an admin makes of the catalogue over the API. */
export function catalogueOf(client: ApiClient, admin: Person) {
  return {
    /** Makes a category named after its slug. */
    async category(slug: string, parent?: CategoryAnswer): Promise<CategoryAnswer> {
      const answer = await client
        .post(URL)
        .as(admin)
        .json({ name: slug, slug, parentId: parent?.id ?? null })
      answer.assertStatus(201)
      return answer.body().data
    },
    /** Defines a text field unless told otherwise. */
    async field(category: CategoryAnswer, key: string, more: object = {}) {
      const answer = await client
        .post(`${URL}/${category.id}/fields`)
        .as(admin)
        .json({ key, label: { en: key }, type: 'text', ...more })
      answer.assertStatus(201)
      return answer.body().data
    },
    /** The whole tree as an admin sees it. */
    async tree(): Promise<CategoryAnswer[]> {
      const answer = await client.get(URL).as(admin)
      answer.assertStatus(200)
      return answer.body().data
    },
  }
}

/** A tree by its slugs alone: `a(b c(d)) e`. */
export function outline(tree: readonly CategoryAnswer[]): string {
  return tree
    .map(({ slug, children }) => (children.length > 0 ? `${slug}(${outline(children)})` : slug))
    .join(' ')
}
