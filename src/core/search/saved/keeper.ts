/** The search thread's side of saving: reads the saved index, writes it in slices, tells what came of it. */
import type { SearchIndex } from '../search-index'
import type { NameBook } from '../name-book'
import type { FromSearch, RestoredPart, Target } from '../protocol'
import { saveIndex } from './file'

/** Parts in one message: the other side has more to do than to read them. */
const PARTS = 4000

export class Keeper {
  readonly #post: (message: FromSearch) => void
  #target: Target | undefined
  #work: { steps: Generator<void, number>; version: number } | undefined

  constructor(post: (message: FromSearch) => void) {
    this.#post = post
  }

  /** Tells all parts of an index that was loaded from a file of so many bytes. */
  tell(index: SearchIndex, bytes: number): void {
    let parts: RestoredPart[] = []
    for (const document of index.corpus.documents.values())
      for (const { name, stamp } of document.parts.values())
        if (parts.push([document.key, name, stamp]) === PARTS) {
          this.#post({ t: 'restored', parts, last: false })
          parts = []
        }
    this.#post({ t: 'restored', parts, last: true, bytes })
  }

  want(target: Target, { corpus }: SearchIndex): void {
    this.#target = target
    // Begun before a change: begun again.
    if (this.#work && this.#work.version !== corpus.version) {
      this.#work.steps.return(0)
      this.#work = undefined
    }
  }

  /** Writes a slice; answers whether there is more to write. */
  step(index: SearchIndex, names: NameBook): boolean {
    const target = this.#target
    if (!target) return false
    const { corpus } = index
    const work = (this.#work ??= { steps: saveIndex(target, corpus, names), version: corpus.version })
    try {
      // A question changes nothing; anything else does.
      if (work.version !== corpus.version) {
        work.steps.return(0)
        return this.#end(undefined, true)
      }
      const { done, value } = work.steps.next()
      return done ? this.#end(value, false) : true
    } catch {
      // A full or read-only disk: the index is made anew next time, as if it had never been saved.
      return this.#end(undefined, false)
    }
  }

  #end(bytes: number | undefined, changed: boolean): false {
    this.#work = this.#target = undefined
    this.#post({ t: 'saved', bytes, changed })
    return false
  }
}
