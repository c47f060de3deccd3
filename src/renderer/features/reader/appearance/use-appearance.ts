/** How the reader looks: the setting, changed at once on screen and a moment later on disk; and its CSS values. */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { settingDefaults, type Appearance, type Settings } from '#shared/contract/settings'
import { useApi } from '../../../api/context'
import { keys, useSetting } from '../../../api/queries'

const SAVE_AFTER_MS = 300
const WIDE = '(min-width: 1340px)'
/** One character of running text in em, on average: 62 of them are the drawn column. */
const EM_PER_CHARACTER = 0.4955
const FOCUS_SIZE = 20

const FACES: Record<Appearance['face'], string> = {
  literata: 'var(--font-read)',
  sans: 'var(--font-ui)',
  legible: "'Atkinson Hyperlegible', var(--font-ui)"
}

export interface ReaderLook {
  appearance: Appearance
  /** What the size is, when the width decides. */
  size: number
  style: Record<`--${string}`, string>
  /** Changes whenever text may have moved. */
  version: string
  change(patch: Partial<Appearance>): void
  hyphens: boolean
  /** Size and theme are this article's own. */
  own: boolean
  setOwn(on: boolean): void
}

export function useAppearance(focusMode: boolean, articleId: string): ReaderLook {
  const { call, report } = useApi()
  const client = useQueryClient()
  const [general] = useSetting('appearance')
  const [looks, setLooks] = useSetting('looks')
  const own = looks[articleId]
  const appearance = useMemo(() => ({ ...general, ...own }), [general, own])
  const wide = useMedia(WIDE)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const change = useCallback(
    (given: Partial<Appearance>) => {
      const { size, theme, ...rest } = given
      if (own && (size !== undefined || theme !== undefined))
        setLooks({ ...looks, [articleId]: { size: size ?? own.size, theme: theme ?? own.theme } })
      if (own && Object.keys(rest).length === 0) return
      // Only size and theme can be one article's own.
      const patch = own ? rest : given
      const old = client.getQueryData<Settings>(keys.settings) ?? settingDefaults
      const next = { ...old.appearance, ...patch }
      client.setQueryData<Settings>(keys.settings, { ...old, appearance: next })
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        call['settings.set']({ name: 'appearance', value: next }).catch((error: unknown) => {
          report(error)
          void client.invalidateQueries({ queryKey: keys.settings })
        })
      }, SAVE_AFTER_MS)
    },
    [call, client, report, own, looks, setLooks, articleId]
  )
  const setOwn = useCallback(
    (on: boolean) => {
      const { [articleId]: _former, ...others } = looks
      setLooks(on ? { ...others, [articleId]: { size: general.size, theme: general.theme } } : others)
    },
    [articleId, general, looks, setLooks]
  )

  const size = appearance.size ?? (focusMode ? FOCUS_SIZE : wide ? 19 : 18)
  return useMemo(() => {
    const hyphens =
      appearance.hyphens === 'on' || (appearance.hyphens === 'auto' && appearance.align === 'justify')
    const style = {
      '--read-face': FACES[appearance.face],
      '--read-size': `${size}px`,
      '--read-lh': String(appearance.leading),
      '--read-width': `${Math.round(appearance.measure * EM_PER_CHARACTER * size * (focusMode ? 1.04 : 1))}px`,
      '--read-align': appearance.align === 'justify' ? 'justify' : 'start',
      '--read-hyphens': hyphens ? 'manual' : 'none'
    } as const
    return {
      appearance,
      size,
      style,
      hyphens,
      own: own !== undefined,
      version: JSON.stringify(style),
      change,
      setOwn
    }
  }, [appearance, size, focusMode, own, change, setOwn])
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const changed = (): void => setMatches(list.matches)
    changed()
    list.addEventListener('change', changed)
    return () => list.removeEventListener('change', changed)
  }, [query])
  return matches
}

const THEMES = ['light', 'sepia', 'dark'] as const

/** The theme after the one that is seen now. */
export function nextTheme(theme: Appearance['theme']): Appearance['theme'] {
  const seen =
    theme === 'system' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : theme
  return THEMES[(THEMES.indexOf(seen) + 1) % THEMES.length] ?? 'light'
}

/** One pixel larger or smaller, within what the setting allows. */
export function stepSize(size: number, by: 1 | -1): number {
  return Math.min(32, Math.max(13, size + by))
}
