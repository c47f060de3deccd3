/**
 * The article's own note: Markdown as typed, saved half a second after the last key, and at once when the field or the
 * page is left. Shown rendered until it is clicked. Below it, what links to the article.
 */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import type { Linkable } from '#shared/contract/notes'
import { useApi } from '../../api/context'
import { useNotes } from '../../api/queries'
import { Markdown, WIKI } from '../../ui/markdown'
import css from './article-note.module.css'
import { Mentions } from './mentions'
import { NoteEditor } from './note-editor'
import { useOpenTarget } from './open-target'
import { useSaving } from './use-saving'

export interface ArticleNoteProps {
  articleId: string
  onExternalLink(url: string): void
  onOpenLink(to: Linkable): void
  /** On a page of its own. */
  onOpenNote(id: string): void
}

/** `key` it by article: what is typed belongs to one. */
export function ArticleNote(props: ArticleNoteProps): ReactNode {
  const { articleId } = props
  const note = useNotes(articleId).data?.find((n) => n.article === articleId)
  const saving = useSaving({ article: articleId })
  const [typed, setTyped] = useState(saving.draft?.text)
  const [open, setOpen] = useState(saving.draft !== undefined)
  const openTarget = useOpenTarget(props.onOpenLink)
  const text = typed ?? note?.text ?? ''
  const follow = (url: string): void => {
    if (url.startsWith(WIKI)) openTarget(url.slice(WIKI.length))
    else props.onExternalLink(url)
  }
  const leave = (): void => {
    void saving.flush()
    setOpen(false)
  }
  // What was typed is shown until the library has it: neither an older text nor none in between.
  const stored = note?.text
  useEffect(() => {
    if (!open && stored === typed) setTyped(undefined)
  }, [open, stored, typed])
  const mentions = <Mentions of={{ kind: 'article', id: articleId }} onOpenLink={props.onOpenLink} />

  if (open)
    return (
      <div
        className={css['note']}
        onBlur={(e) => {
          if (!e.currentTarget.contains(e.relatedTarget)) leave()
        }}
      >
        <NoteEditor
          stored={note?.text ?? ''}
          draft={typed}
          label="Note on this article, in Markdown"
          placeholder="What is it about? What for? [[ links."
          className={css['field']}
          takeFocus
          onChange={(next) => {
            setTyped(next)
            saving.change({ text: next })
          }}
          onLeave={leave}
          onOpenLink={(to, target) => openTarget(target, to)}
          onExternalLink={props.onExternalLink}
        />
        <div className={css['foot']}>
          <span role="status">{saving.sign}</span>
        </div>
      </div>
    )
  return (
    <div className={css['note']}>
      {text === '' ? (
        <div className={css['begin']}>
          <button type="button" className={css['empty']} onClick={() => setOpen(true)}>
            Note on this article…
          </button>
          <Templates articleId={articleId} onBegun={() => setOpen(true)} />
        </div>
      ) : (
        <section aria-label="Note on this article">
          <Markdown text={text} wiki onLink={follow} className={css['text']} />
          <div className={css['foot']}>
            <button type="button" className={css['action']} onClick={() => setOpen(true)}>
              Edit the note
            </button>
            {note && (
              <button type="button" className={css['action']} onClick={() => props.onOpenNote(note.id)}>
                Open large
              </button>
            )}
            <span role="status">{saving.sign}</span>
          </div>
        </section>
      )}
      {mentions}
    </div>
  )
}

/** What an empty note may begin with. */
function Templates(props: { articleId: string; onBegun(): void }): ReactNode {
  const { call, report } = useApi()
  const templates = useQuery({
    queryKey: ['notes', 'templates'],
    queryFn: () => call['notes.templates']({})
  }).data
  const begin = async (template: string | null): Promise<void> => {
    const article = props.articleId
    const { text } = await call['notes.fromTemplate']({ template, article })
    await call['notes.save']({ article, text })
    props.onBegun()
  }
  return templates?.slice(0, 4).map((t) => (
    <button
      key={t.id ?? ''}
      type="button"
      className={css['empty']}
      onClick={() => void begin(t.id).catch(report)}
    >
      {t.name}
    </button>
  ))
}
