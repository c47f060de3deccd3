/** From what a person types to the records meant by it. */
import { CarrelError } from '#shared/contract/errors'
import { id as idSchema, type ReadingList } from '#shared/contract/records'
import type { CoreClient } from './command'

/** An id, or the unambiguous beginning of one (at least 6 characters), outside the trash and in it. */
export async function articleIds(call: CoreClient, given: readonly string[]): Promise<string[]> {
  const short = given.some((g) => !idSchema.safeParse(g).success)
  const all = short
    ? [
        ...(await call['articles.list']({ view: { kind: 'all' }, sort: 'added' })).ids,
        ...(await call['articles.list']({ view: { kind: 'trash' }, sort: 'added' })).ids
      ]
    : []
  return given.map((g) => {
    if (idSchema.safeParse(g).success) return g
    const matches = g.length < 6 ? [] : all.filter((id) => id.startsWith(g))
    const [only] = matches
    if (only === undefined) throw new CarrelError('NOT_FOUND', `There is no article with the id “${g}”.`)
    if (matches.length > 1)
      throw new CarrelError('BAD_INPUT', `“${g}” is the beginning of ${matches.length} ids. Give more of it.`)
    return only
  })
}

export async function articleId(call: CoreClient, given: string): Promise<string> {
  const [id] = await articleIds(call, [given])
  return id ?? given
}

/** The list of that name (without regard to capitals) or id; undefined when there is none. */
export async function findList(call: CoreClient, nameOrId: string): Promise<ReadingList | undefined> {
  const lists = await call['lists.list']({})
  const fold = (text: string): string => text.normalize('NFC').toLowerCase().trim()
  const found =
    lists.find((l) => l.id === nameOrId) ??
    lists.find((l) => l.name === nameOrId) ??
    lists.find((l) => fold(l.name) === fold(nameOrId))
  return found && call['lists.get']({ id: found.id })
}

export async function needList(call: CoreClient, nameOrId: string): Promise<ReadingList> {
  const list = await findList(call, nameOrId)
  if (list === undefined)
    throw new CarrelError(
      'NOT_FOUND',
      `There is no reading list “${nameOrId}”. To make it: carrel list "${nameOrId}" --create`
    )
  return list
}
