/** The annotations service: highlights and the notes on them. */
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { Annotation, Article } from '#shared/contract/records'
import { describe, findExact, prepareText } from '#shared/domain/anchor'
import { clip, plural } from '#shared/domain/phrases'
import { changeTags, parseTagPath } from '#shared/domain/tag-path'
import { reshaping } from './reshape'
import type { Actions, Assets, Clock, NewId, Store } from '#core/ports'

export interface AnnotationsDeps {
  store: Store
  assets: Assets
  actions: Actions
  clock: Clock
  newId: NewId
}

type AnnotationsHandlers = Pick<CoreHandlers, Extract<keyof CoreHandlers, `annotations.${string}`>>

export function createAnnotations(deps: AnnotationsDeps): AnnotationsHandlers {
  const { store, assets, actions, clock, newId } = deps

  const need = (id: string): Readonly<Annotation> => {
    const annotation = store.get('annotations', id)
    if (!annotation)
      throw new CarrelError('NOT_FOUND', 'That highlight is not in the library any more.', { id })
    return annotation
  }
  const needText = (id: string): { article: Readonly<Article>; text: string } => {
    const article = store.get('articles', id)
    if (!article) throw new CarrelError('NOT_FOUND', 'That article is not in the library any more.', { id })
    const text = article.snapshots.at(-1)?.text
    if (text === undefined)
      throw new CarrelError('UNSUPPORTED', `“${clip(article.title, 60)}” has no saved text to highlight.`)
    return { article, text }
  }
  const create = async (
    article: Readonly<Article>,
    made: Pick<Annotation, 'text' | 'quote' | 'position' | 'color' | 'note' | 'pages' | 'region'>
  ): Promise<Readonly<Annotation>> => {
    const now = clock.now()
    const record = {
      id: newId(),
      rev: 0,
      n: 0,
      created: now,
      updated: now,
      article: article.id,
      tags: [],
      ...made
    }
    await actions.run(`highlight “${clip(made.quote.exact, 40)}” in “${clip(article.title, 40)}”`, [
      { op: 'put', collection: 'annotations', record }
    ])
    return need(record.id)
  }

  return {
    'annotations.list': async ({ article }) => {
      const live = [...store.all('annotations')].filter(
        (a) => a.trashed === undefined && (article === undefined || a.article === article)
      )
      if (article !== undefined)
        return live.sort((a, b) => a.position.start - b.position.start || a.position.end - b.position.end)
      return live.filter((a) => store.get('articles', a.article)?.trashed === undefined).reverse()
    },
    'annotations.create': async ({ article: id, quote, position, color, note, pages, region }) => {
      const { article, text } = needText(id)
      if (position.end <= position.start)
        throw new CarrelError('BAD_INPUT', 'A highlight needs at least one character. Nothing was saved.')
      return create(article, {
        text,
        quote,
        position,
        color,
        note: note ?? '',
        ...(pages === undefined ? {} : { pages }),
        ...(region === true ? { region } : {})
      })
    },
    'annotations.createFromQuote': async ({ article: id, exact, color, note }) => {
      const { article, text } = needText(id)
      const bytes = await assets.read(text)
      if (!bytes)
        throw new CarrelError(
          'NOT_FOUND',
          'The saved text of this article is missing from the library folder.'
        )
      const whole = new TextDecoder().decode(bytes)
      const [place, another] = findExact(prepareText(whole), exact)
      if (!place) throw new CarrelError('NOT_FOUND', `These words are not in “${clip(article.title, 60)}”.`)
      if (another)
        throw new CarrelError(
          'CONFLICT',
          `These words stand in “${clip(article.title, 60)}” more than once. Give more of the passage.`
        )
      const selectors = describe(whole, place.start, place.end)
      if (!selectors)
        throw new CarrelError('BAD_INPUT', 'A highlight needs at least one character. Nothing was saved.')
      return create(article, { text, ...selectors, color: color ?? 'amber', note: note ?? '' })
    },
    'annotations.update': async ({ id, color, note, tags, place, detached }) => {
      const old = need(id)
      if (place && place.position.end <= place.position.start)
        throw new CarrelError('BAD_INPUT', 'A highlight needs at least one character. Nothing was saved.')
      const record: Annotation = {
        ...old,
        // Its rectangles were those of the old place.
        ...(place
          ? {
              ...place,
              text: needText(old.article).text,
              detached: false,
              pages: undefined,
              region: undefined
            }
          : {}),
        ...(detached === undefined ? {} : { detached }),
        color: color ?? old.color,
        note: note ?? old.note,
        tags:
          tags === undefined
            ? old.tags
            : changeTags(
                [],
                tags.flatMap((t) => parseTagPath(t) ?? []),
                []
              ),
        updated: clock.now()
      }
      const what = [
        record.color !== old.color ? `recolour a highlight ${record.color}` : '',
        record.note !== old.note ? 'edit the note on a highlight' : '',
        record.tags.join() !== old.tags.join() ? 'tag a highlight' : '',
        place ? 'place a highlight' : '',
        !place && (record.detached ?? false) !== (old.detached ?? false)
          ? 'keep a highlight as a quotation'
          : ''
      ].filter(Boolean)
      if (what.length > 0)
        await actions.run(what.join(' and '), [{ op: 'put', collection: 'annotations', record }])
      return need(id)
    },
    'annotations.get': async ({ id }) => {
      const found = need(id)
      if (found.trashed !== undefined)
        throw new CarrelError('NOT_FOUND', 'This highlight has been deleted. Undo brings it back.', { id })
      return found
    },
    ...reshaping({ ...deps, need, needText }),
    'annotations.remove': async ({ ids }) => {
      const now = clock.now()
      const records = ids.map(need).filter((a) => a.trashed === undefined)
      await actions.run(
        `delete ${records.length === 1 ? 'a highlight' : plural(records.length, 'highlight')}`,
        records.map((a) => ({
          op: 'put',
          collection: 'annotations',
          record: { ...a, trashed: now, updated: now }
        }))
      )
      return { changed: records.length }
    }
  }
}
