import type { Ability } from '#domain/abilities'

/** Who may call an operation: anybody, any account, or roles with this ability. */
export type Access = 'public' | 'account' | Ability
