/** Makes one article of several: which one stays is asked, all else is kept. */
import { useState, type ReactNode } from 'react'
import type { Article } from '#shared/contract/records'
import { useCall } from '../../api/context'
import { useArticle } from '../../api/queries'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { undoToast } from '../../ui/undo-toast'
import css from './edit-dialog.module.css'
import { useSelection } from './selection'

export function MergeDialog(props: {
  articles: readonly string[]
  onClose(): void
  returnFocus(): HTMLElement | null
}): ReactNode {
  const { articles } = props
  const [kept, setKept] = useState(articles[0] ?? '')
  const [busy, setBusy] = useState(false)
  const merge = useCall('articles.merge')
  const submit = (): void => {
    setBusy(true)
    void merge({ ids: [kept, ...articles.filter((id) => id !== kept)] }).then((merged) => {
      setBusy(false)
      if (!merged) return
      useSelection.setState({ selected: new Set() })
      undoToast(`Merged ${articles.length} articles into “${merged.title}”`)
      props.onClose()
    })
  }
  return (
    <Dialog
      open
      title={`Merge ${articles.length} articles`}
      description="One stays, with its title and its text. Tags, notes, highlights and places on lists of the others come to it, and their texts become its older versions."
      onClose={props.onClose}
      returnFocus={props.returnFocus}
      actions={
        <>
          <Button variant="quiet" onClick={props.onClose}>
            Cancel
          </Button>
          <Button variant="primary" disabled={busy} onClick={submit}>
            Merge
          </Button>
        </>
      }
    >
      <fieldset className={css['choices']}>
        <legend>Keep</legend>
        {articles.map((id) => (
          <Choice key={id} id={id} checked={id === kept} onChoose={setKept} />
        ))}
      </fieldset>
    </Dialog>
  )
}

function Choice(props: { id: string; checked: boolean; onChoose(id: string): void }): ReactNode {
  const article = useArticle(props.id).data
  return (
    <label className={css['choice']}>
      <input type="radio" name="kept" checked={props.checked} onChange={() => props.onChoose(props.id)} />
      <span>
        {article?.title ?? '…'}
        <small className={css['choiceNote']}>{article ? factsOf(article) : ''}</small>
      </span>
    </label>
  )
}

function factsOf(article: Article): string {
  return [
    article.issued ?? '',
    article.container ?? '',
    article.words > 0 ? `${article.words.toLocaleString('en')} words` : 'no text',
    article.tags.join(', ')
  ]
    .filter((part) => part !== '')
    .join(' · ')
}
