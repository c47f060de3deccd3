import { describe, expect, it } from 'vitest'
import {
  findLinks,
  findTags,
  linkKey,
  linkName,
  makeLink,
  parseTarget,
  renameLinks,
  renameTagLinks
} from '#shared/domain/note-links'

const ID = '0123456789abcdefgh'
const only = (names: [string, string][], citekeys: [string, string][] = []) => ({
  names: new Map(names.map(([from, to]) => [linkKey(from), to])),
  citekeys: new Map(citekeys)
})

describe('links in notes', () => {
  it('finds them with their labels, and none in code', () => {
    const text = 'See [[Of Studies|Bacon]] and `[[not this]]`.\n```\n[[nor this]]\n```\n[[الكتاب]]'
    expect(findLinks(text).map((l) => [l.target, l.label])).toEqual([
      ['Of Studies', 'Bacon'],
      ['الكتاب', undefined]
    ])
    expect(findLinks(text).map((l) => text.slice(l.start, l.end))).toEqual([
      '[[Of Studies|Bacon]]',
      '[[الكتاب]]'
    ])
  })

  it('reads what a target names', () => {
    expect(parseTarget(`A title#^${ID}`)).toEqual({ kind: 'highlight', id: ID, name: 'A title' })
    expect(parseTarget('@james1903')).toEqual({ kind: 'citekey', key: 'james1903' })
    expect(parseTarget('#method/interviews')).toEqual({ kind: 'tag', path: 'method/interviews' })
    expect(parseTarget('A title#Its second part')).toEqual({ kind: 'name', name: 'A title' })
  })

  it('makes links of titles that hold what a link may not', () => {
    expect(linkName('A [draft] | on <b>C#</b>')).toBe('A draft on C')
    expect(makeLink('A title', 'words')).toBe('[[A title|words]]')
    expect(makeLink('A title', 'A title')).toBe('[[A title]]')
  })

  it('follows a renaming: the label and the highlight stay', () => {
    const text = `[[old title]], [[Old Title|so]], [[Old title#^${ID}|“words”]], [[Other]], [[@k1]]`
    expect(renameLinks(text, only([['Old title', 'New: title']], [['k1', 'k2']]))).toBe(
      `[[New: title]], [[New: title|so]], [[New: title#^${ID}|“words”]], [[Other]], [[@k2]]`
    )
  })
})

describe('tags in notes', () => {
  it('finds words with a sign, not headings, numbers, addresses or code', () => {
    const text = '# Heading\n#method/interviews, (#b) #1 a#c https://x.org/#d `#e` #日本'
    expect(findTags(text).map((t) => t.path)).toEqual(['method/interviews', 'b', '日本'])
  })

  it('renames them with those nested under them, and unties them', () => {
    const text = '#method/x and #methodology, [[#method]]'
    expect(renameTagLinks(text, 'method', 'how to')).toBe('[[#how to/x]] and #methodology, [[#how to]]')
    expect(renameTagLinks(text, 'method', 'm')).toBe('#m/x and #methodology, [[#m]]')
    expect(renameTagLinks('#method here', 'method', undefined)).toBe('method here')
  })
})
