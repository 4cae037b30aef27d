import pg from 'pg'

/** Whether the database refused for this constraint; anything else is to be thrown on. */
export function isConstraint(error: unknown, name: string): boolean {
  return error instanceof pg.DatabaseError && error.constraint === name
}
