/** The Zotero Connector, by its protocol. */
import { describe, expect, it } from 'vitest'
import { extension } from './extension'
import { browserRoom, go, page } from './room'

/** As a translator sends it. */
const ITEM = {
  id: 'k3jd9',
  itemType: 'journalArticle',
  title: 'The <b>Colour</b> of Margins',
  creators: [
    { firstName: 'Ada', lastName: 'Brandt', creatorType: 'author' },
    { firstName: 'Ed', lastName: 'Itor', creatorType: 'editor' },
    { name: 'Margin Society', creatorType: 'author' }
  ],
  date: 'March 4, 2021',
  publicationTitle: 'Journal of Margins',
  volume: '12',
  issue: '3',
  pages: '101-119',
  DOI: 'https://doi.org/10.5555/margins.12',
  url: 'https://example.org/margins',
  language: 'en',
  tags: [{ tag: 'margins' }, 'colour'],
  notes: [],
  attachments: []
}

const room = browserRoom()

describe('the Zotero Connector', () => {
  it('is told what it asks before it saves', async () => {
    const said = await extension(room.status.address).call('ping', {})
    expect(said.status).toBe(200)
    expect(said.headers['content-type']).toBe('application/json')
    expect(said.headers['x-zotero-version']).toBeDefined()
    expect(said.json()).toMatchObject({ prefs: { supportsAttachmentUpload: true, automaticSnapshots: true } })
    const list = await room.core.handlers['lists.create']({ name: 'Chapter 2' }, go)
    const selected = await extension(room.status.address).call('getSelectedCollection', {})
    expect(selected.json()).toMatchObject({
      filesEditable: true,
      targets: [
        { id: 'L1', level: 0 },
        { id: `C${list.id}`, name: 'Chapter 2', level: 1 }
      ]
    })
  })

  it('saves a reference, its PDF and its page as one article, files it, and all of it is said', async () => {
    const connector = extension(room.status.address)
    const list = await room.core.handlers['lists.create']({ name: 'Chapter 2' }, go)
    const saved = await connector.call('saveItems', {
      sessionID: 's1',
      uri: 'https://example.org/margins',
      items: [ITEM]
    })
    expect(saved.status).toBe(201)
    let [article] = await room.articles()
    expect(article).toMatchObject({
      type: 'article-journal',
      title: 'The <b>Colour</b> of Margins',
      authors: [{ family: 'Brandt', given: 'Ada' }, { literal: 'Margin Society' }],
      issued: '2021-03-04',
      container: 'Journal of Margins',
      pages: '101–119',
      doi: '10.5555/margins.12',
      tags: ['margins', 'colour'],
      snapshots: []
    })
    expect(article?.citekey).toContain('brandt')

    const about = {
      id: 'a1',
      url: 'https://example.org/m.pdf',
      contentType: 'text/plain',
      parentItemID: 'k3jd9',
      title: 'Full Text'
    }
    const words = 'Margins are where readers answer. '.repeat(40)
    expect((await connector.attach('s1', about, 'text/plain', Buffer.from(words))).status).toBe(201)
    const html = await connector.call('saveSingleFile', {
      sessionID: 's1',
      url: 'https://example.org/margins',
      title: 'Snapshot',
      items: [ITEM],
      snapshotContent: page('Colours of Margins', 'margins')
    })
    expect(html.status).toBe(201)
    ;[article] = await room.articles()
    // The full text is what is read; the page lies behind it. What the translator said stays.
    expect(article?.snapshots).toHaveLength(2)
    expect(article?.title).toBe('The <b>Colour</b> of Margins')
    const { text } = await room.core.handlers['articles.text']({ id: article?.id ?? '' }, go)
    expect(text).toContain('where readers answer')

    const filed = await connector.call('updateSession', {
      sessionID: 's1',
      target: `C${list.id}`,
      tags: 'draft, to read'
    })
    expect(filed.status).toBe(200)
    ;[article] = await room.articles()
    expect(article?.tags).toEqual(['margins', 'colour', 'draft', 'to read'])
    const onList = await room.core.handlers['lists.get']({ id: list.id }, go)
    expect(onList.entries.map((e) => e.article)).toEqual([article?.id])
    expect(room.came).toEqual([
      { from: 'browser', status: 'added', title: 'The <b>Colour</b> of Margins', id: article?.id }
    ])
    // Each step can be taken back.
    for (let i = 0; i < 4; i++) await room.core.handlers['history.undo']({}, go)
    expect(await room.articles()).toEqual([])
  })

  it('saves a page that no translator knows', async () => {
    const connector = extension(room.status.address)
    const about = { sessionID: 's2', url: 'https://example.org/diary', title: 'A diary' }
    expect((await connector.call('saveSnapshot', about)).status).toBe(201)
    const said = await connector.call('saveSingleFile', {
      ...about,
      snapshotContent: page('A diary', 'rain')
    })
    expect(said.status).toBe(201)
    const [article] = await room.articles()
    expect(article).toMatchObject({ title: 'A diary', url: 'https://example.org/diary' })
    expect(article?.snapshots[0]).toMatchObject({ from: 'url', origin: 'https://example.org/diary' })
    expect(room.came).toEqual([{ from: 'browser', status: 'added', title: 'A diary', id: article?.id }])
  })

  it('does not double what is there, and says which it is', async () => {
    const connector = extension(room.status.address)
    await connector.call('saveItems', { sessionID: 'a', uri: ITEM.url, items: [ITEM] })
    const again = { ...ITEM, title: 'Another title', DOI: '10.5555/MARGINS.12' }
    expect(
      (await connector.call('saveItems', { sessionID: 'b', uri: ITEM.url, items: [again] })).status
    ).toBe(201)
    expect(await room.articles()).toHaveLength(1)
    expect(room.came.map((c) => c.status)).toEqual(['added', 'duplicate'])
    expect((await connector.call('saveItems', { sessionID: 'b', uri: ITEM.url, items: [ITEM] })).status).toBe(
      409
    )
  })

  it('gets a sentence for what is wrong, and nothing is saved', async () => {
    const connector = extension(room.status.address)
    const bad = await connector.call('saveItems', { sessionID: 'x', uri: '', items: 'none' })
    expect([bad.status, bad.json()]).toEqual([
      400,
      { error: 'Something is missing or not as it should be (items). Nothing was saved.' }
    ])
    const empty = await connector.call('saveSingleFile', {
      sessionID: 'y',
      url: '',
      title: '',
      snapshotContent: ' '
    })
    expect(empty.status).toBe(400)
    const lost = await connector.attach(
      'none',
      { url: '', title: 'x' },
      'application/pdf',
      Buffer.from('%PDF-')
    )
    expect(lost.status).toBe(400)
    expect(await room.articles()).toEqual([])
  })
})
