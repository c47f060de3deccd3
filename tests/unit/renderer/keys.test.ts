import { describe, expect, it } from 'vitest'
import { commandFor, forAnyLayout } from '../../../src/renderer/app/keys'
import { CommandRegistry, isSingleLetter } from '../../../src/renderer/ui/commands'
import { paneSizes } from '../../../src/renderer/app/panes'
import type { Command } from '../../../src/renderer/ui/commands'
import { keyCaps } from '../../../src/renderer/ui/kbd'

const command = (id: string, more: Partial<Command> = {}): Command => ({
  id,
  title: id,
  group: 'x',
  keys: ['j'],
  run() {},
  ...more
})

describe('keys', () => {
  it('knows single letters, which are inert in fields and can be switched off', () => {
    for (const keys of ['j', 'g i', 'Shift+P', '?', '[', '#', '1']) expect(isSingleLetter(keys)).toBe(true)
    for (const keys of ['$mod+K', 'F6', 'Escape', 'Alt+ArrowUp', 'Space', '$mod+Shift+Z', 'Delete', 'Alt+j'])
      expect(isSingleLetter(keys)).toBe(false)
  })

  it('matches signs by what they print, on any keyboard', () => {
    expect(forAnyLayout('?')).toBe('[Shift]+[Alt]+?')
    expect(forAnyLayout('g i')).toBe('g i')
    expect(forAnyLayout('$mod+,')).toBe('$mod+,')
  })

  it('gives a key to the pane in front, else to the newest command for everywhere', () => {
    const list = command('list', { scope: 'list' })
    const reader = command('reader')
    const older = command('older')
    const all = [reader, older, list]
    expect(commandFor(all, 'j', 'list')?.id).toBe('list')
    expect(commandFor(all, 'j', 'reader')?.id).toBe('reader')
    expect(commandFor([list], 'j', 'reader')).toBeUndefined()
    expect(commandFor([command('off', { enabled: false }), older], 'j', undefined)?.id).toBe('older')
    expect(commandFor([command('last', { last: true }), older], 'j', undefined)?.id).toBe('older')
    expect(commandFor([command('last', { last: true })], 'j', undefined)?.id).toBe('last')
  })

  it('prints keys as they are on the keyboard', () => {
    expect(keyCaps('$mod+Shift+Z')).toEqual(['Ctrl', 'Shift', 'Z'])
    expect(keyCaps('[')).toEqual(['['])
    expect(keyCaps('[Shift]+?')).toEqual(['?'])
    expect(keyCaps('g i')).toEqual(['G', 'I'])
    expect(keyCaps('$mod++')).toEqual(['Ctrl', '+'])
  })
})

describe('panes', () => {
  const panes = { library: 216, list: 318, libraryOpen: true, notesOpen: true }
  it('suit the window until the person chose', () => {
    expect(paneSizes(panes, 1440)).toEqual({ library: 216, list: 318 })
    expect(paneSizes(panes, 1280)).toEqual({ library: 200, list: 290 })
    expect(paneSizes({ ...panes, list: 400 }, 1280)).toEqual({ library: 216, list: 400 })
  })
})

describe('the keys that are shown', () => {
  it('are the person’s own, and none that are switched off', () => {
    const registry = new CommandRegistry()
    expect(registry.inForce('article.star', ['s'])).toEqual(['s'])
    registry.setKeys({ 'article.star': ['Shift+X'], 'article.tag': [] })
    expect(registry.inForce('article.star', ['s'])).toEqual(['Shift+X'])
    expect(registry.inForce('article.tag', ['t'])).toEqual([])
    expect(registry.inForce(undefined, ['Enter'])).toEqual(['Enter'])
    registry.setKeys({}, false)
    expect(registry.inForce('article.star', ['s'])).toEqual([])
    expect(registry.inForce('reader.find', ['$mod+F'])).toEqual(['$mod+F'])
  })
})
