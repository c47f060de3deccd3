/** Finding a citation style by name among thousands; favourites and the plain form stand first. */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type ReactNode } from 'react'
import { OWN_STYLE, type CitationStyle } from '#shared/contract/citation'
import { useApi } from '../../api/context'
import { useSetting } from '../../api/queries'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/text-field'
import { showToast } from '../../ui/toasts'
import { VisuallyHidden } from '../../ui/visually-hidden'
import css from './export-dialog.module.css'

export function StylePicker(props: {
  value: string | null
  onChange(style: string | null): void
}): ReactNode {
  const { value, onChange } = props
  const { call, report } = useApi()
  const queries = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
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
  const again = (): Promise<void> =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['styles'] }),
      queries.invalidateQueries({ queryKey: ['styles-by-id'] })
    ]).then(() => undefined)
  const add = async (text: string): Promise<void> => {
    const style = await call['citation.addStyle']({ text })
    await again()
    onChange(style.id)
    showToast({ message: `“${style.title}” is one of your styles now.` })
  }
  const addFile = (file: File | undefined): void => {
    file
      ?.text()
      .then((text) => add(text === '' ? ' ' : text))
      .catch(report)
  }
  const remove = async (id: string): Promise<void> => {
    const { title, text } = await call['citation.removeStyle']({ id })
    onChange(null)
    await again()
    const run = (): void => void add(text).catch(report)
    showToast({ message: `Removed the style “${title}”.`, action: { label: 'Undo', run } })
  }
  const all = [...(chosen ? [chosen] : []), ...shown]
  const option = (s: CitationStyle): ReactNode => (
    <option key={s.id} value={s.id}>
      {setting.favourites.includes(s.id) ? `★ ${s.title}` : s.title}
    </option>
  )
  const mine = all.filter((s) => s.id.startsWith(OWN_STYLE))
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
        {mine.length > 0 && <optgroup label="Your styles">{mine.map(option)}</optgroup>}
        {all.filter((s) => !mine.includes(s)).map(option)}
      </select>
      <div className={css['styleButtons']}>
        <Button variant="quiet" disabled={value === null} onClick={toggle}>
          {favourite ? 'Remove from favourites' : 'Add to favourites'}
        </Button>
        <Button variant="quiet" onClick={() => input.current?.click()}>
          Add a .csl file…
        </Button>
        {value?.startsWith(OWN_STYLE) === true && (
          <Button variant="quiet" onClick={() => void remove(value).catch(report)}>
            Remove this style
          </Button>
        )}
        <VisuallyHidden>
          <input
            ref={input}
            type="file"
            accept=".csl,.xml"
            aria-label="A .csl file"
            tabIndex={-1}
            onChange={(e) => {
              addFile(e.target.files?.[0])
              e.target.value = ''
            }}
          />
        </VisuallyHidden>
      </div>
      {found?.unusable.map(({ file, message }) => (
        <p key={file} className={css['failed']}>
          {file} cannot be used. {message}
        </p>
      ))}
      <p className={css['credit']}>
        (c) Frank Bennett – citeproc-js implements the Citation Style Language – https://citationstyles.org/.
        Styles and locales: their authors and citationstyles.org, CC BY-SA 3.0.
      </p>
    </div>
  )
}
