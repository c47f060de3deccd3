/** A field for one more tag; what the library has already is offered while typing. */
import { useId, useState, type ReactNode } from 'react'
import { useTags } from '../../../api/queries'
import css from './highlights-view.module.css'

export function TagField(props: {
  label: string
  focus?: boolean
  onAdd(path: string): void
  onDone(): void
}): ReactNode {
  const [text, setText] = useState('')
  const tags = useTags().data ?? []
  const known = useId()
  return (
    <>
      <input
        className={css['tagField']}
        aria-label={props.label}
        placeholder="tag/nested"
        list={known}
        // It appears because a button asked for it.
        ref={(el) => {
          if (props.focus === true) el?.focus()
        }}
        value={text}
        onChange={(e) => setText(e.target.value)}
        onKeyDown={(e) => {
          if (e.nativeEvent.isComposing) return
          if (e.key === 'Escape') {
            e.preventDefault()
            e.stopPropagation()
            props.onDone()
          }
          if (e.key !== 'Enter' || text.trim() === '') return
          e.preventDefault()
          props.onAdd(text.trim())
          setText('')
        }}
        onBlur={props.onDone}
      />
      <datalist id={known}>
        {tags.slice(0, 200).map((t) => (
          <option key={t.path} value={t.path}>
            {t.path}
          </option>
        ))}
      </datalist>
    </>
  )
}
