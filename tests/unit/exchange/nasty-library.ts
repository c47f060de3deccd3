/** A library whose every text is hostile to some format. */
import type { Article } from '#shared/contract/records'
import { aHighlight, aList, aNote, anArticle, NASTY, newId, type Library } from './library'

export const james = anArticle({
  type: 'book',
  title: 'The Principles of Psychology',
  authors: [{ family: 'James', given: 'William' }],
  issued: '1890',
  publisher: 'Henry Holt',
  citekey: 'jamesPrinciplesPsychology1890',
  tags: ['habit/early', 'méthode'],
  lang: 'en'
})
export const roe = anArticle({
  type: 'article-journal',
  title: 'On <i>E. coli</i>, DNA & 100% of the rest',
  authors: [
    { family: 'Müller', given: 'Jörg' },
    { family: 'Łukasiewicz, Jr.', given: 'Jan' },
    { literal: 'Barnes and Noble' }
  ],
  issued: '2024-05-01',
  container: 'Journal of Small Steps',
  volume: '12',
  issue: '3',
  pages: '4-10',
  doi: '10.1000/x_{1}%',
  url: 'https://example.org/a?b=c_d&e=%20f#g',
  citekey: 'mullerColiDNA2024',
  lang: 'de'
})
const bare = anArticle({ type: 'document', title: '', citekey: '' })
export const gone = anArticle({
  title: 'Thrown “away”',
  citekey: 'gone',
  trashed: '2026-11-21T00:00:00.000Z'
})
const hostile = NASTY.map((title, i) =>
  anArticle({
    title,
    authors: [{ family: title, given: title }, { literal: title }],
    container: title,
    citekey: `hostile${i}`,
    url: `https://example.org/${title}`
  })
)

/** One list of it all, in three sections; `list`: its id. */
export function nastyLibrary(): Library & { list: string } {
  const list = aList(`Ch. 2: small <steps> / away? 中文`, [
    [roe, 'First “this”.\nThen _that_.', 'Background'],
    [james, '', 'Background'],
    [bare, '', 'القسم & <العربي>'],
    [gone, 'no', 'القسم & <العربي>'],
    ...hostile.map((a, i): [Article, string, string] => [a, NASTY[i] ?? '', '# Hostile'])
  ])
  list.entries.push({ article: newId(), why: '', section: '# Hostile', added: list.created })
  return {
    list: list.id,
    lists: [list],
    articles: [james, roe, bare, gone, ...hostile],
    annotations: [
      ...NASTY.map((q) => aHighlight(james, q, { note: '**bold** remark' })),
      aHighlight(roe, 'two\nparagraphs', { color: 'rose' }),
      aHighlight(roe, 'thrown away', { trashed: gone.created })
    ],
    notes: [
      aNote(
        james,
        '# Reading note\n\nSee [[Walden|the pond]], [site](https://example.org/a_b) and ![pic](x.png).[^1]\n\n- one\n- two\n\n  more\n\n3. three\n\n```js\nif (a < b) `x`\n```\n\n| a | b |\n|---|---|\n| 1 \\| 2 | *c* |\n\n[^1]: A footnote, of itself[^1].\n\n<img src=x onerror=alert(1)> [bad](javascript:alert(1))'
      )
    ]
  }
}
