import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * A process that answers one question at a time: load and baselines run in processes of their own.
 */
export class Peer<Question extends object, Answer> {
  readonly #script: string
  #child?: ChildProcess

  constructor(script: string) {
    this.#script = script
  }

  /** Starts the process at the first question. Throws where it ends before it answers. */
  ask(question: Question): Promise<Answer> {
    const child = (this.#child ??= fork(fileURLToPath(new URL(this.#script, import.meta.url))))
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`${this.#script} ended before it answered`))
      child.once('exit', ended)
      child.once('message', (answer) => {
        child.off('exit', ended)
        resolve(answer as Answer)
      })
      child.send(question)
    })
  }

  end() {
    this.#child?.kill('SIGKILL')
  }
}

/** The other end: answers questions until the benchmark is gone. */
export function answerQuestions<Question, Answer>(answer: (question: Question) => Promise<Answer>) {
  process.on('message', (question: Question) => {
    void answer(question).then((result) => process.send?.(result))
  })
  process.on('disconnect', () => process.exit())
}
