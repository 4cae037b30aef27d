import { Exception } from '@adonisjs/core/exceptions'
import { PROBLEMS, problemOf, type Problem, type ProblemCode } from '#exceptions/problems'

/** Thrown at the HTTP edge to answer a problem; the handler turns it into problem+json. */
export class Refusal extends Exception {
  readonly problem: Problem

  constructor(code: ProblemCode, more?: Parameters<typeof problemOf>[1]) {
    const problem = problemOf(code, more)
    super(problem.detail, { status: PROBLEMS[code][0], code })
    this.problem = problem
  }
}
