// @vitest-environment jsdom
import { expect, test } from 'vitest'
import { markdownFragment, markdownToHtml } from '../../../src/renderer/ui/markdown-html'
import { fillTex } from '../../../src/renderer/ui/tex'

const NAME = `${'ab'.repeat(32)}.png`

async function drawn(text: string): Promise<HTMLElement> {
  const box = document.createElement('div')
  box.innerHTML = markdownToHtml(text)
  await new Promise<void>((resolve) => {
    fillTex(box, resolve)
    if (!box.querySelector('[data-tex]')) resolve()
  })
  return box
}

test('formulas become MathML, and Markdown takes nothing out of them', async () => {
  const box = await drawn(
    'So $a_1 * b_2 * c$ and\n\n$$\n\\begin{aligned}\nx &= 1 \\\\\n- y &= 2\n\\end{aligned}\n$$'
  )
  const [inline, display] = box.querySelectorAll('math')
  expect(inline?.textContent).toContain('a1')
  expect(box.querySelector('em')).toBeNull()
  expect(display?.querySelectorAll('mtr')).toHaveLength(2)
  // What its style sheet goes by.
  expect(display?.querySelectorAll('mtd.tml-right')).toHaveLength(2)
  expect(display?.closest('.tex-display')).not.toBeNull()
})

test('prices, code and addresses are no formulas', async () => {
  const box = await drawn('It costs $5 or $10, `$x$`, https://example.org/?$a$b and [[Cost $x$]].')
  expect(box.querySelector('math, .tex')).toBeNull()
  expect(box.textContent).toContain('It costs $5 or $10, $x$')
})

test('a formula links nowhere, loads nothing, takes no class and does not grow without end', async () => {
  const hostile = [
    '\\href{javascript:alert(1)}{x}',
    '\\url{https://example.org}',
    '\\includegraphics{http://example.org/x.png}',
    '\\class{evil}{x}\\id{evil}{x}\\style{position:fixed}{x}\\data{a=b}{x}',
    '\\def\\a{\\a\\a}\\a',
    '\\text{<img src=x onerror=alert(1)>}'
  ]
  const box = await drawn(hostile.map((t) => `$${t}$`).join('\n\n'))
  expect(box.querySelector('a, img, [href], [src], [id], [onerror], [style], .evil')).toBeNull()
  expect(box.querySelectorAll('[data-tex]')).toHaveLength(0)
})

test('a formula with a mistake stands as it was typed and says what is wrong', async () => {
  const box = await drawn('Here $\\frac{$ it is.')
  expect(box.textContent).toBe('Here $\\frac{$ it is.')
  expect(box.querySelector<HTMLElement>('.tex-error')?.title).toMatch(/end of input/)
})

test('footnotes are raised numbers; their texts stand at the end, without links back', () => {
  const box = document.createElement('div')
  box.append(
    document.importNode(markdownFragment('One.[^a] Two.[^b]\n\n[^b]: Second.\n[^a]: First, $x$.'), true)
  )
  const [one, two] = box.querySelectorAll('sup')
  expect([one?.textContent, two?.textContent]).toEqual(['1', '2'])
  expect(one?.querySelector('span')?.title).toMatch(/^First/)
  expect([...box.querySelectorAll('.footnotes li')].map((li) => li.textContent.trim())).toEqual([
    'First, $x$.',
    'Second.'
  ])
  expect(box.querySelector('a, h2')).toBeNull()
})

test('only pictures of the library are shown; of others the words', () => {
  const html = markdownToHtml(
    `![A tide](images/${NAME}) ![far](http://example.org/x.png) ![up](../../${NAME}) ![](data:image/png;base64,AAAA)`
  )
  const box = document.createElement('template')
  box.innerHTML = html
  const images = box.content.querySelectorAll('img')
  expect([...images].map((i) => [i.getAttribute('src'), i.alt])).toEqual([[`asset/${NAME}`, 'A tide']])
  expect(box.content.textContent).toMatch(/Picture: far.*Picture: up.*Picture: without a description/)
  expect(html).not.toMatch(/example\.org|data:/)
})

test('tables keep their alignment, lists their number, tasks their sign', () => {
  const html = markdownToHtml('| a | b |\n| --- | --: |\n| 1 | 2 |\n\n3. three\n\n- [x] done')
  expect(html).toContain('align="right"')
  expect(html).toContain('start="3"')
  expect(html).toContain('☑')
})
