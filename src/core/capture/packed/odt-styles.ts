/** What the styles of an OpenDocument text say that a reader needs: marks, headings by name, lists that count. */
import { childrenOf, childOf, type Xml } from './xml'

export interface OdtStyles {
  paragraph(name: string | undefined): { title: boolean; quote: boolean; code: boolean }
  /** Elements for a span, innermost first. */
  marks(name: string | undefined): string[]
  /** Numbers, not bullets, at this level (from 1). */
  counts(list: string | undefined, level: number): boolean
}

interface Style {
  parent: string | undefined
  marks: string[]
}

/** `roots`: styles.xml, content.xml; the later ones count more. */
export function readOdtStyles(roots: readonly (Xml | undefined)[]): OdtStyles {
  const styles = new Map<string, Style>()
  const lists = new Map<string, Set<number>>()
  for (const root of roots)
    for (const group of childrenOf(childrenOf(root)[0]))
      for (const e of group.tag.endsWith('styles') ? childrenOf(group) : []) {
        const name = e.attrs.get('name')
        if (name === undefined) continue
        if (e.tag === 'style')
          styles.set(name, { parent: e.attrs.get('parent-style-name'), marks: marksOf(e) })
        else if (e.tag === 'list-style')
          lists.set(
            name,
            new Set(
              childrenOf(e, 'list-level-style-number')
                .filter((l) => (l.attrs.get('num-format') ?? '') !== '')
                .map((l) => Number(l.attrs.get('level') ?? 0))
            )
          )
      }
  const lineage = (name: string | undefined): string[] => {
    const names: string[] = []
    for (let at = name; at !== undefined && names.length < 20; at = styles.get(at)?.parent) names.push(at)
    return names
  }
  const known = new Map<string, ReturnType<OdtStyles['paragraph']>>()
  return {
    paragraph(name) {
      const found = known.get(name ?? '')
      if (found) return found
      const names = lineage(name)
      const is = (pattern: RegExp): boolean => names.some((n) => pattern.test(n))
      const style = {
        title: is(/^Title$/),
        quote: is(/^(Quotations?|Quote|Block_20_Text)$/),
        code: is(/^Preformatted_20_Text$/)
      }
      known.set(name ?? '', style)
      return style
    },
    marks: (name) => [
      ...new Set(lineage(name).flatMap((n) => [...(styles.get(n)?.marks ?? []), ...named(n)]))
    ],
    counts: (list, level) => lists.get(list ?? '')?.has(level) ?? false
  }
}

function named(style: string): string[] {
  if (style === 'Emphasis') return ['em']
  if (style === 'Strong_20_Emphasis') return ['strong']
  return style === 'Source_20_Text' ? ['code'] : []
}

function marksOf(style: Xml): string[] {
  if (style.attrs.get('family') !== 'text') return []
  const text = childOf(style, 'text-properties')?.attrs
  const position = text?.get('text-position') ?? ''
  return [
    text?.get('font-weight') === 'bold' ? 'strong' : '',
    text?.get('font-style') === 'italic' ? 'em' : '',
    (text?.get('text-line-through-style') ?? 'none') === 'none' ? '' : 's',
    /^(super|[1-9])/.test(position) ? 'sup' : '',
    /^(sub|-)/.test(position) ? 'sub' : ''
  ].filter((tag) => tag !== '')
}
