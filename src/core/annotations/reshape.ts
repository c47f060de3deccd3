/** Highlights changed together: many recoloured or tagged, several made one, one made several. */
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import type { Annotation, Article } from '#shared/contract/records'
import { plural } from '#shared/domain/phrases'
import { changeTags, parseTagPath } from '#shared/domain/tag-path'
import type { Actions, Clock, NewId, Op } from '#core/ports'

export interface ReshapeDeps {
  actions: Actions
  clock: Clock
  newId: NewId
  need(id: string): Readonly<Annotation>
  needText(article: string): { article: Readonly<Article>; text: string }
}

export function reshaping(
  deps: ReshapeDeps
): Pick<CoreHandlers, 'annotations.change' | 'annotations.merge' | 'annotations.split'> {
  const { actions, clock, newId, need, needText } = deps
  const put = (record: Annotation): Op => ({ op: 'put', collection: 'annotations', record })
  const live = (id: string): Readonly<Annotation> => {
    const found = need(id)
    if (found.trashed !== undefined)
      throw new CarrelError('NOT_FOUND', 'One of these highlights has been deleted. Nothing was changed.', {
        id
      })
    return found
  }

  return {
    'annotations.change': async ({ ids, color, add = [], remove = [] }) => {
      const now = clock.now()
      const tags = (paths: readonly string[]): string[] => paths.flatMap((t) => parseTagPath(t) ?? [])
      const [added, removed] = [tags(add), tags(remove)]
      const records = [...new Set(ids)].flatMap((id) => {
        const old = live(id)
        const next = {
          ...old,
          color: color ?? old.color,
          tags: changeTags(old.tags, added, removed),
          updated: now
        }
        return next.color === old.color && next.tags.join('\n') === old.tags.join('\n') ? [] : [next]
      })
      const what = [
        color === undefined ? '' : `recolour ${color}`,
        added.length > 0 ? `tag ${added.join(', ')}` : '',
        removed.length > 0 ? `take ${removed.join(', ')} off` : ''
      ].filter(Boolean)
      if (records.length > 0)
        await actions.run(`${what.join(' and ')}: ${plural(records.length, 'highlight')}`, records.map(put))
      return { changed: records.length }
    },

    'annotations.merge': async ({ ids, place }) => {
      const all = [...new Set(ids)].map(live).sort((a, b) => a.position.start - b.position.start)
      const [first, ...others] = all
      if (!first || others.length === 0)
        throw new CarrelError('BAD_INPUT', 'Merging needs at least two highlights. Nothing was changed.')
      if (others.some((a) => a.article !== first.article))
        throw new CarrelError(
          'BAD_INPUT',
          'Only highlights of one article can be merged. Nothing was changed.'
        )
      const now = clock.now()
      const merged: Annotation = {
        ...first,
        ...place,
        pages: undefined,
        text: needText(first.article).text,
        note: all
          .map((a) => a.note)
          .filter((note) => note.trim() !== '')
          .join('\n\n'),
        tags: changeTags(
          [],
          all.flatMap((a) => a.tags),
          []
        ),
        updated: now
      }
      await actions.run(`merge ${plural(all.length, 'highlight')}`, [
        put(merged),
        ...others.map((a) => put({ ...a, trashed: now, updated: now }))
      ])
      return need(first.id)
    },

    'annotations.split': async ({ id, places }) => {
      const old = live(id)
      const now = clock.now()
      const { text } = needText(old.article)
      const parts = places.map((place, i): Annotation =>
        i === 0
          ? { ...old, ...place, pages: undefined, text, updated: now }
          : {
              ...old,
              ...place,
              pages: undefined,
              text,
              id: newId(),
              rev: 0,
              n: 0,
              created: now,
              updated: now,
              note: ''
            }
      )
      await actions.run(`split a highlight into ${parts.length}`, parts.map(put))
      return parts.map((p) => need(p.id))
    }
  }
}
