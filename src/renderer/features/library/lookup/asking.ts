/** The steps of a look-up: what would be asked, asking, what came, taking over. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { CarrelError } from '#shared/contract/errors'
import { LOOKUP_MOST, type LookupAnswer, type LookupSubject } from '#shared/contract/lookup'
import type { Article } from '#shared/contract/records'
import { foundFields, pickFields, type FieldName, type FoundField } from '#shared/domain/found-fields'
import { plural } from '#shared/domain/phrases'
import { useApi } from '../../../api/context'
import { undoToast } from '../../../ui/undo-toast'
import { named } from '../format'

/** One article beside what was found of it. */
export interface Compared {
  article: Article
  answer: LookupAnswer
  differing: FoundField[]
  same: number
}

export type Step =
  | { kind: 'planning' }
  | { kind: 'planned'; subjects: LookupSubject[] }
  | { kind: 'asking'; said: string }
  | { kind: 'compared'; all: Compared[] }

export interface Asking {
  step: Step
  /** Of how many of the chosen articles there is no room in one look-up. */
  left: number
  ticked: ReadonlySet<string>
  busy: boolean
  ask(): void
  /** Ends a request that is under way. */
  stop(): void
  toggle(article: string, field: FieldName): void
  apply(): void
}

export const tickOf = (article: string, field: FieldName): string => `${article} ${field}`

export function useAsking(chosen: readonly string[], onDone: () => void): Asking {
  const { call, report } = useApi()
  const ids = useMemo(() => chosen.slice(0, LOOKUP_MOST), [chosen])
  const [step, setStep] = useState<Step>({ kind: 'planning' })
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const stopping = useRef<AbortController>(undefined)

  useEffect(() => {
    let gone = false
    call['lookup.plan']({ ids }).then(
      (subjects) => {
        if (!gone) setStep({ kind: 'planned', subjects })
      },
      (error: unknown) => {
        report(error)
        if (!gone) setStep({ kind: 'planned', subjects: [] })
      }
    )
    return () => {
      gone = true
      stopping.current?.abort()
    }
  }, [call, report, ids])

  const ask = async (subjects: LookupSubject[]): Promise<void> => {
    const stop = new AbortController()
    stopping.current = stop
    setStep({ kind: 'asking', said: 'Asking…' })
    try {
      const answers = await call['lookup.ask'](
        { ids: subjects.flatMap((s) => (s.ask ? [s.article] : [])) },
        {
          signal: stop.signal,
          onProgress: ({ done, total, host }) =>
            setStep({ kind: 'asking', said: `Asking ${host}… (${done + 1} of ${plural(total, 'request')})` })
        }
      )
      const all = await Promise.all(
        answers.map(async (answer) => {
          const article = await call['articles.get']({ id: answer.article })
          return { article, answer, ...foundFields(article, answer.fields ?? {}) }
        })
      )
      setTicked(
        new Set(
          all.flatMap((c) => c.differing.flatMap((f) => (f.likely ? [tickOf(c.article.id, f.field)] : [])))
        )
      )
      setStep({ kind: 'compared', all })
    } catch (error) {
      // Cancelled: back to where it was not asked yet.
      if (!(error instanceof CarrelError && error.code === 'CANCELLED')) report(error)
      setStep({ kind: 'planned', subjects })
    }
  }

  const apply = async (all: readonly Compared[]): Promise<void> => {
    const changes = all.flatMap(({ article, answer, differing }) => {
      const fields = differing.map((f) => f.field).filter((field) => ticked.has(tickOf(article.id, field)))
      const { source, fields: found } = answer
      if (fields.length === 0 || found === undefined || source === undefined) return []
      return [{ article: article.id, fields: pickFields(found, new Set(fields)), source }]
    })
    setBusy(true)
    try {
      await call['lookup.apply']({ changes })
      const titles = all.filter((c) => c.article.id === changes[0]?.article).map((c) => c.article.title)
      undoToast(`Took over ${plural(ticked.size, 'field')} of ${named(titles, changes.length)}`)
      onDone()
    } catch (error) {
      report(error)
    } finally {
      setBusy(false)
    }
  }

  return {
    step,
    left: chosen.length - ids.length,
    ticked,
    busy,
    ask: () => {
      if (step.kind === 'planned') void ask(step.subjects)
    },
    stop: () => stopping.current?.abort(),
    toggle: (article, field) => {
      const next = new Set(ticked)
      const key = tickOf(article, field)
      if (!next.delete(key)) next.add(key)
      setTicked(next)
    },
    apply: () => {
      if (step.kind === 'compared') void apply(step.all)
    }
  }
}
