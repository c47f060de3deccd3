import { expect, it } from 'vitest'
import { safeFileName } from '#core/exchange/file-name'

it.each([
  ['Ch. 2: small steps / away?', 'Ch. 2 small steps away.md'],
  ['  ../../etc/passwd', 'etc passwd.md'],
  ['CON', '_CON.md'],
  ['aux.txt', '_aux.txt.md'],
  ['ends in dots... ', 'ends in dots.md'],
  ['\u202egpj.exe', 'gpj.exe.md'],
  ['', 'Untitled.md'],
  ['???', 'Untitled.md'],
  ['cafe\u0301', 'caf\u00e9.md'],
  ['a\u0000b\nc\ud800', 'a b c.md'],
  ['العدالة 中文 👩🏽‍💻', 'العدالة 中文 👩🏽‍💻.md']
])('%j → %s', (title, name) => {
  expect(safeFileName(title, 'md')).toBe(name)
})

it('cuts long names by what a person sees as one character', () => {
  const name = safeFileName('👨‍👩‍👧‍👦'.repeat(20), 'html')
  expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(120)
  expect(name).toBe(`${'👨‍👩‍👧‍👦'.repeat(4)}.html`)
})
