/**
 * The article's own note: Markdown as typed, saved half a second after the last key, and at once when the field or the
 * page is left. Shown rendered until it is clicked.
 */
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react'
import { useApi, useKept } from '../../api/context'
import { useNotes } from '../../api/queries'
import { Markdown } from '../../ui/markdown'
import css from './article-note.module.css'
import { Autosave } from './autosave'

export interface ArticleNoteProps {
  articleId: string
  onExternalLink(url: string): void
}

type Sign = 'idle' | 'saving' | 'saved' | 'failed'
const SIGNS: Record<Sign, string> = { idle: '', saving: 'Saving…', saved: 'Saved', failed: 'Not saved' }

/** `key` it by article: what is typed belongs to one. */
export function ArticleNote(props: ArticleNoteProps): ReactNode {
  const { articleId } = props
  const { call, report, kept } = useApi()
  const keptState = useKept()
  const stored = useNotes(articleId).data?.find((n) => n.article === articleId)?.text
  const [typed, setTyped] = useState<string>()
  const [open, setOpen] = useState(false)
  const [sign, setSign] = useState<Sign>('idle')
  const field = useRef<HTMLTextAreaElement>(null)
  const saver = useRef<Autosave>(undefined)
  saver.current ??= new Autosave(
    (text) => call['notes.save']({ article: articleId, text }),
    (state, error) => {
      setSign(state)
      if (error !== undefined) report(error)
    },
    () => kept.state().refused === undefined
  )

  useEffect(() => {
    const autosave = saver.current
    const flush = (): void => void autosave?.flush()
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') flush()
    }
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', hidden)
      flush()
    }
  }, [])

  const said = sign === 'saving' && keptState.refused !== undefined ? 'Not saved yet' : SIGNS[sign]
  const text = typed ?? stored ?? ''
  const resize = useCallback(() => {
    const area = field.current
    if (!area) return
    area.style.setProperty('height', 'auto')
    area.style.setProperty('height', `${area.scrollHeight + 2}px`)
  }, [])
  useEffect(resize, [text, open, resize])
  useEffect(() => {
    if (open) field.current?.focus({ preventScroll: true })
  }, [open])

  if (!open)
    return (
      <div className={css['note']}>
        {text === '' ? (
          <button type="button" className={css['empty']} onClick={() => setOpen(true)}>
            Note on this article…
          </button>
        ) : (
          <section aria-label="Note on this article">
            <Markdown text={text} onLink={props.onExternalLink} className={css['text']} />
            <div className={css['foot']}>
              <button type="button" className={css['action']} onClick={() => setOpen(true)}>
                Edit the note
              </button>
              <span role="status">{said}</span>
            </div>
          </section>
        )}
      </div>
    )
  return (
    <div className={css['note']}>
      <textarea
        ref={field}
        className={css['field']}
        aria-label="Note on this article, in Markdown"
        placeholder="What is it about? What for? Markdown is welcome."
        dir="auto"
        rows={4}
        value={text}
        onChange={(e) => {
          setTyped(e.target.value)
          saver.current?.change(e.target.value)
        }}
        onBlur={() => {
          void saver.current?.flush()
          setOpen(false)
        }}
        onKeyDown={(e) => {
          if (e.nativeEvent.isComposing) return
          if (e.key === 'Escape' || (e.key === 'Enter' && (e.ctrlKey || e.metaKey))) {
            e.preventDefault()
            e.stopPropagation()
            e.nativeEvent.stopImmediatePropagation()
            e.currentTarget.blur()
          }
        }}
      />
      <div className={css['foot']}>
        <span role="status">{said}</span>
      </div>
    </div>
  )
}
