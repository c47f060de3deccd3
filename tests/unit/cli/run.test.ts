import { describe, expect, it } from 'vitest'
import { CarrelError } from '#shared/contract/errors'
import { bare, fakeProgram, james, runCli } from './fake'

describe('usage', () => {
  it.each([
    [[]],
    [['nonsense']],
    [['add']],
    [['show']],
    [['show', 'x', '--text', '--md']],
    [['search', '  ']],
    [['search', 'x', '--limit', '0']],
    [['search', 'x', '--limit', '1e2']],
    [['search', 'x', '--stdin']],
    [['articles', '--colour']],
    [['tag', james.id]],
    [['tag', '+x']],
    [['tag', james.id, '+']],
    [['tag', james.id, '--force', '+x']],
    [['highlight', james.id]],
    [['highlight', james.id, '--quote', 'x', '--color', 'mauve']],
    [['list', 'x', '--why', 'y']],
    [['export', '--format', 'html']],
    [['export', '--all', '--list', 'x', '--format', 'html']],
    [['export', '--all', '--format', 'docx']],
    [['export', '--all', '--format', 'html', '--style', 'no such style']],
    [['add', 'x', '--type', 'xls']],
    [['import', 'x.bib']],
    [['backup']],
    [['restore']],
    [['compact', 'x']],
    [['--library']],
    [['serve', '--port', '70000']]
  ])('%j is wrong usage: 2, a sentence on stderr, nothing on stdout, no library opened', async (argv) => {
    const program = fakeProgram()
    const ran = await runCli(program, ['--json', ...argv])
    expect(ran.exit).toBe(2)
    expect(ran.out).toBe('')
    expect(ran.err).toMatch(/^\S.*\.\s/)
    expect(program.opened).toEqual([])
  })

  it('helps', async () => {
    const ran = await runCli(fakeProgram(), ['help'])
    expect(ran.exit).toBe(0)
    for (const name of 'add articles show search note tag list highlight export verify serve batch'.split(
      ' '
    ))
      expect(ran.out).toMatch(new RegExp(`^  ${name}\\b`, 'm'))
  })

  it('takes --library and --json before and after the command', async () => {
    for (const argv of [
      ['--library', '/lib', '--json', 'articles'],
      ['articles', '--json', '--library=/lib'],
      ['--json', 'tag', james.id, '+x', '--library', '/lib']
    ]) {
      const program = fakeProgram()
      const ran = await runCli(program, argv)
      expect(ran.exit).toBe(0)
      expect(program.opened).toEqual(['/lib'])
      expect(ran.json.length).toBeGreaterThan(0)
    }
  })
})

describe('a library that cannot be used', () => {
  it('is exit 3 with the reason', async () => {
    const program = fakeProgram()
    program.open = async () => {
      throw new CarrelError('UNSUPPORTED', 'The folder belongs to something else.')
    }
    const ran = await runCli(program, ['--json', 'articles'])
    expect(ran).toMatchObject({ exit: 3, out: '', err: 'The folder belongs to something else.\n' })
  })

  it('also when it takes no changes', async () => {
    const program = fakeProgram({
      'tags.apply': async () => {
        throw new CarrelError('READ_ONLY', 'Another Carrel has it open.')
      }
    })
    expect((await runCli(program, ['tag', james.id, '+x'])).exit).toBe(3)
  })
})

describe('commands', () => {
  it('articles prints one line each, with exactly the fields of the table', async () => {
    const ran = await runCli(fakeProgram(), ['--json', 'articles'])
    expect(ran.json).toEqual([
      {
        id: bare.id,
        title: bare.title,
        authors: [],
        issued: null,
        tags: [],
        lists: [],
        state: 'inbox',
        words: 0
      },
      {
        id: james.id,
        title: james.title,
        authors: ['William James'],
        issued: '1890',
        tags: ['habit'],
        lists: ['Ch. 2'],
        state: 'inbox',
        words: 12
      }
    ])
    expect((await runCli(fakeProgram(), ['articles'])).out).toContain(
      `${james.title} — William James, 1890\n`
    )
  })

  it('articles --query keeps the order of the hits, each once', async () => {
    const ran = await runCli(fakeProgram(), ['--json', 'articles', '--query', 'x'])
    expect(ran.json).toMatchObject([{ id: james.id }])
  })

  it('search prints hits, and with --stdin one answer a line', async () => {
    const hit = {
      id: james.id,
      title: james.title,
      authors: 'William James',
      field: 'body',
      paragraph: 3,
      score: 0.9
    }
    const rest = { ms: 1.5, complete: true, notes: [], parts: [] }
    const one = await runCli(fakeProgram(), ['--json', 'search', 'small', 'steps'])
    expect(one.json).toEqual([{ ...hit, text: 'about small steps here', ranges: [[6, 17]] }])
    const two = await runCli(fakeProgram(), ['search', '--stdin'], 'ab\r\ncd')
    expect(two.json).toEqual([
      { query: 'ab', ...rest, hits: [{ ...hit, text: 'about ab here', ranges: [[6, 8]] }] },
      { query: 'cd', ...rest, hits: [{ ...hit, text: 'about cd here', ranges: [[6, 8]] }] }
    ])
    expect((await runCli(fakeProgram(), ['search', 'ab'])).out).toContain('about «ab» here')
  })

  it('tag reads + and -', async () => {
    const program = fakeProgram()
    const ran = await runCli(program, ['--json', 'tag', james.id, bare.id, '+ch2/for', '-habit'])
    expect(program.calls).toEqual([{ articles: [james.id, bare.id], add: ['ch2/for'], remove: ['habit'] }])
    expect(ran.json).toHaveLength(2)
  })

  it('names an article that is not there: exit 1', async () => {
    const ran = await runCli(fakeProgram(), ['--json', 'show', 'zzzzzzzz'])
    expect(ran).toMatchObject({ exit: 1, out: '', err: 'There is no article with the id “zzzzzzzz”.\n' })
  })

  it('takes the unambiguous beginning of an id', async () => {
    const ran = await runCli(fakeProgram(), ['--json', 'show', james.id.slice(0, 18)])
    expect(ran.json).toMatchObject([{ id: james.id, citekey: james.citekey, notes: [], highlights: [] }])
    expect((await runCli(fakeProgram(), ['show', james.id.slice(0, 10)])).err).toContain(
      'the beginning of 2 ids'
    )
  })

  it('names a list that is not there', async () => {
    const ran = await runCli(fakeProgram(), ['list', 'Nowhere'])
    expect(ran).toMatchObject({ exit: 1, out: '' })
    expect(ran.err).toContain('carrel list "Nowhere" --create')
  })

  it('finds a list without regard to capitals', async () => {
    expect((await runCli(fakeProgram(), ['--json', 'list', 'CH. 2'])).json).toMatchObject([{ name: 'Ch. 2' }])
  })

  it('verify says what is wrong and exits 1', async () => {
    const ran = await runCli(fakeProgram(), ['--json', 'verify'])
    expect(ran.exit).toBe(1)
    expect(ran.json).toMatchObject([{ ok: false, articles: 2, problems: [{ what: 'is damaged' }] }])
  })

  it('note adds to what is there, and --replace replaces', async () => {
    const program = fakeProgram()
    await runCli(program, ['note', james.id, 'one'])
    expect((await runCli(program, ['--json', 'note', james.id, 'two'])).json).toMatchObject([
      { text: 'one\n\ntwo' }
    ])
    expect((await runCli(program, ['--json', 'note', james.id, 'new', '--replace'])).json).toMatchObject([
      { text: 'new' }
    ])
  })
})

describe('texts that begin with a hyphen', () => {
  it('are texts, while unknown options stay wrong usage', async () => {
    const note = await runCli(fakeProgram(), ['--json', 'note', james.id, '-- a dash', '-word', '--json'])
    expect(note.json).toMatchObject([{ text: '-- a dash -word' }])
    const search = await runCli(fakeProgram(), ['--json', 'search', '-word', '--limit', '5'])
    expect(search.json).toMatchObject([{ text: 'about -word here' }])
    const made: unknown[] = []
    const program = fakeProgram({
      'annotations.createFromQuote': async (input) => {
        made.push(input)
        throw new CarrelError('NOT_FOUND', 'No.')
      }
    })
    await runCli(program, ['highlight', james.id, '--quote', '--limit=3', '--note', '- one'])
    expect(made).toEqual([{ article: james.id, exact: '--limit=3', note: '- one' }])
    expect((await runCli(fakeProgram(), ['search', 'x', '--limt', '5'])).exit).toBe(2)
    expect((await runCli(fakeProgram(), ['search', 'x', '--', '--limt'])).exit).toBe(0)
  })
})

describe('batch', () => {
  it('answers every line with one line, the bad ones too', async () => {
    const lines = [
      JSON.stringify(['note', james.id, 'text -- with\nlines']),
      '',
      JSON.stringify(['tag', james.id, bare.id, '+x']),
      JSON.stringify(['show', 'zzzzzzzz']),
      'not json',
      JSON.stringify(['batch']),
      JSON.stringify(['compact', 'x']),
      JSON.stringify(['serve']),
      JSON.stringify({ note: 1 }),
      JSON.stringify(['--library', '/other', 'articles']),
      JSON.stringify(['note', james.id, 'last'])
    ]
    const ran = await runCli(fakeProgram(), ['batch'], lines.join('\n'))
    expect(ran.exit).toBe(1)
    expect(ran.json).toMatchObject([
      { text: 'text -- with\nlines' },
      { answers: [{ id: james.id }, { id: bare.id }] },
      { error: { code: 'NOT_FOUND' } },
      ...Array.from({ length: 6 }, () => ({ error: { code: 'USAGE' } })),
      { text: 'text -- with\nlines\n\nlast' }
    ])
  })
})
