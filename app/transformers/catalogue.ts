import { childrenOf, type Catalogue, type Category, type Field } from '#domain/catalogue'

export type CategoryAnswer = Pick<
  Category,
  'id' | 'parentId' | 'name' | 'slug' | 'icon' | 'version'
> & { archived: boolean; fields: readonly Field[]; children: CategoryAnswer[] }

/** A category with its own fields and everything under it, each list in its order. */
export function categoryOf(catalogue: Catalogue, category: Category): CategoryAnswer {
  const { isArchived: archived, ...others } = category
  return { ...others, archived, children: treeOf(catalogue, category.id) }
}

/** The categories under a parent; without one the whole tree. */
export function treeOf(catalogue: Catalogue, parentId: string | null = null): CategoryAnswer[] {
  return childrenOf(catalogue, parentId).map((category) => categoryOf(catalogue, category))
}
