import { describe, expect, it } from 'vitest'
import { guessFormat } from '../../../src/renderer/features/capture/paste-field'
import { withScheme } from '../../../src/renderer/features/capture/add-dialog'
import { plan, type Gathered } from '../../../src/renderer/features/capture/gather'
import { summaryLine } from '../../../src/renderer/features/capture/job'

const file = (path: string): Gathered => ({ path, file: { name: path.split('/').at(-1) } as unknown as File })
const shape = (paths: string[]) => {
  const { files, left } = plan(paths.map(file))
  return { files: files.map((f) => [f.file.name, f.companions.map((c) => c.name)]), left }
}

describe('what was dropped', () => {
  it('keeps a page and its folder together, whatever the browser calls it', () => {
    expect(shape(['Page.html', 'Page_files/a.png', 'Page_files/css/b.css'])).toEqual({
      files: [['Page.html', ['Page_files/a.png', 'Page_files/css/b.css']]],
      left: []
    })
    expect(shape(['in/Seite.htm', 'in/Seite-Dateien/bild.jpg']).files).toEqual([
      ['Seite.htm', ['Seite-Dateien/bild.jpg']]
    ])
  })
  it('adds what lies in a folder of the person’s own, though a page has nearly its name', () => {
    expect(shape(['in/Lamps.html', 'in/Lamps-old/paper.pdf', 'in/Lamps drafts/b.md']).files).toEqual([
      ['Lamps.html', []],
      ['paper.pdf', []],
      ['b.md', []]
    ])
  })
  it('does not take a page for the companion of another', () => {
    expect(shape(['in/A.html', 'in/A2.html', 'in/A2_files/frame.html']).files).toEqual([
      ['A.html', []],
      ['A2.html', ['A2_files/frame.html']]
    ])
  })
  it('sends anything given by itself, and names what it leaves out of folders', () => {
    expect(shape(['movie.mp4', 'in/movie.mp4', 'in/note.md', 'in/.DS_Store'])).toEqual({
      files: [
        ['movie.mp4', []],
        ['note.md', []]
      ],
      left: ['in/movie.mp4']
    })
  })
})

it('knows what pasted text is', () => {
  expect(guessFormat('<!DOCTYPE html><p>x')).toBe('html')
  expect(guessFormat('# Title\n\ntext')).toBe('md')
  expect(guessFormat('see [this](https://example.org)')).toBe('md')
  expect(guessFormat('Plain words, 3 < 4.')).toBe('txt')
})

it('completes an address', () => {
  expect(withScheme('example.org/a')).toBe('https://example.org/a')
  expect(withScheme('http://example.org')).toBe('http://example.org')
})

it('sums up what came of it', () => {
  const result = (status: 'added' | 'duplicate' | 'failed') => ({ input: 'x', status, missing: [] })
  expect(summaryLine({ results: [result('added')], cancelled: false })).toBe('1 article added')
  expect(
    summaryLine({ results: [result('duplicate'), result('failed'), result('failed')], cancelled: true })
  ).toBe('1 already there, 2 not added, the rest was cancelled')
})
