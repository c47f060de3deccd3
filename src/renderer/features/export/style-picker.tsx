/** Finding a citation style by name among thousands; favourites and the plain form stand first. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { CitationStyle } from '#shared/contract/citation'
import { useApi } from '../../api/context'
import { useSetting } from '../../api/queries'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/text-field'
import css from './export-dialog.module.css'

export function StylePicker(props: {
  value: string | null
  onChange(style: string | null): void
}): ReactNode {
  const { value, onChange } = props
  const { call } = useApi()
  const [setting, setSetting] = useSetting('exports')
  const [query, setQuery] = useState('')
  const found = useQuery({
    queryKey: ['styles', query],
    queryFn: () => call['citation.styles']({ query, limit: 50 }),
    placeholderData: keepPreviousData
  }).data
  const own = [...new Set([...setting.favourites, ...(value === null ? [] : [value])])]
  const kept = useQuery({
    queryKey: ['styles-by-id', own],
    queryFn: () => call['citation.styles']({ ids: own }),
    placeholderData: keepPreviousData
  }).data
  const first = query === '' ? (kept?.styles ?? []) : []
  const shown: CitationStyle[] = [
    ...first,
    ...(found?.styles ?? []).filter((s) => !first.some((f) => f.id === s.id))
  ]
  const chosen =
    value !== null && !shown.some((s) => s.id === value)
      ? kept?.styles.find((s) => s.id === value)
      : undefined
  const favourite = value !== null && setting.favourites.includes(value)
  const toggle = (): void => {
    if (value === null) return
    const others = setting.favourites.filter((id) => id !== value)
    setSetting({ ...setting, favourites: favourite ? others : [...others, value] })
  }
  return (
    <div className={css['styles']}>
      <TextField
        label="Find a citation style"
        value={query}
        placeholder="APA, Chicago, a journal …"
        hint={found === undefined ? undefined : `${found.total.toLocaleString('en')} styles`}
        onChange={(e) => setQuery(e.target.value)}
      />
      <select
        size={6}
        aria-label="Citation style"
        className={css['list']}
        value={value ?? ''}
        onChange={(e) => onChange(e.target.value === '' ? null : e.target.value)}
      >
        <option value="">Plain author-date</option>
        {[...(chosen ? [chosen] : []), ...shown].map((s) => (
          <option key={s.id} value={s.id}>
            {setting.favourites.includes(s.id) ? `★ ${s.title}` : s.title}
          </option>
        ))}
      </select>
      <Button variant="quiet" disabled={value === null} onClick={toggle}>
        {favourite ? 'Remove from favourites' : 'Add to favourites'}
      </Button>
      <p className={css['credit']}>
        (c) Frank Bennett – citeproc-js implements the Citation Style Language – https://citationstyles.org/.
        Styles and locales: their authors and citationstyles.org, CC BY-SA 3.0.
      </p>
    </div>
  )
}
