/** What a .csl file says of itself, and whether it is a style at all (CSL 1.0). */
import { CarrelError } from '#shared/contract/errors'
import { readCslXml, type CslElement } from './csl-xml'

const NAMESPACE = 'http://purl.org/net/xbiblio/csl'
const LARGEST = 1 << 20
/** Macros that call each other, one within the other. */
const DEEPEST = 500

export interface ReadStyle {
  title: string
  class: 'in-text' | 'note'
  fields: string[]
  /** A dependent style: the short name of the one it takes everything from. */
  parent: string | undefined
  /** Its own language, where it says one. */
  locale: string | undefined
}

const bad = (sentence: string): CarrelError => new CarrelError('BAD_INPUT', sentence)

/** Throws TOO_LARGE or BAD_INPUT, each with a sentence. */
export function readStyle(text: string): ReadStyle {
  if (text.length > LARGEST)
    throw new CarrelError('TOO_LARGE', 'This file is larger than any citation style (1 MB).')
  const root = readCslXml(text.replace(/^\ufeff/, ''))
  if (root.name !== 'style' || root.attributes.get('xmlns') !== NAMESPACE)
    throw bad(
      root.name === 'locale'
        ? 'This is a CSL locale (the words of a language), not a style.'
        : 'This is not a CSL style: a style begins with <style xmlns="http://purl.org/net/xbiblio/csl" …>.'
    )
  const version = root.attributes.get('version') ?? ''
  if (!/^1\.\d/.test(version))
    throw bad(`This style is written in CSL ${version || 'of an unknown version'}; Carrel reads CSL 1.0.`)
  const info = one(root, 'info')
  const title = (info && one(info, 'title')?.text.replace(/\s+/g, ' ').trim()) ?? ''
  if (title === '') throw bad('This style has no title (<info><title>).')
  const links = info?.children.filter((c) => c.name === 'link') ?? []
  const parent = links
    .find((l) => l.attributes.get('rel') === 'independent-parent')
    ?.attributes.get('href')
    ?.replace(/\/+$/, '')
    .split('/')
    .at(-1)
  if (parent === undefined) checkParts(root)
  return {
    title: title.slice(0, 500),
    class: root.attributes.get('class') === 'note' ? 'note' : 'in-text',
    fields: (info?.children ?? []).flatMap((c) =>
      c.name === 'category' ? (c.attributes.get('field')?.slice(0, 60) ?? []) : []
    ),
    parent,
    locale: root.attributes.get('default-locale')
  }
}

const one = (of: CslElement, name: string): CslElement | undefined => of.children.find((c) => c.name === name)

/** An independent style has layouts, and calls only macros that are there and do not call themselves. */
function checkParts(root: CslElement): void {
  const layouts = ['citation', 'bibliography'].flatMap((part) => {
    const found = one(root, part)
    return found ? (one(found, 'layout') ?? []) : []
  })
  if (layouts.length === 0)
    throw bad('This style has neither a citation nor a bibliography: it formats nothing.')
  const calls = new Map(
    root.children
      .filter((c) => c.name === 'macro')
      .map((macro) => [macro.attributes.get('name') ?? '', macrosIn(macro)] as const)
  )
  for (const part of root.children)
    for (const name of macrosIn(part))
      if (!calls.has(name))
        throw bad(`This style uses the macro “${name.slice(0, 60)}”, which it does not have.`)
  /** 1: being followed, 2: found to end. */
  const seen = new Map<string, 1 | 2>()
  const follow = (name: string, depth: number): void => {
    if (seen.get(name) === 2) return
    if (depth > DEEPEST) throw bad('This style has too many macros, one within the other.')
    if (seen.get(name) === 1) throw bad(`The macro “${name.slice(0, 60)}” of this style calls itself.`)
    seen.set(name, 1)
    for (const next of calls.get(name) ?? []) follow(next, depth + 1)
    seen.set(name, 2)
  }
  for (const name of calls.keys()) follow(name, 0)
}

function macrosIn(element: CslElement): string[] {
  return element.children.flatMap((child) => {
    const called = child.name === 'text' || child.name === 'key' ? child.attributes.get('macro') : undefined
    return [...(called === undefined ? [] : [called]), ...macrosIn(child)]
  })
}
