/** Putting articles on a reading list: type to find one, or to make it. */
import { Autocomplete } from '@base-ui/react/autocomplete'
import Fuse from 'fuse.js'
import { Folder, Plus } from 'lucide-react'
import { useMemo, useRef, useState, type ReactNode } from 'react'
import { useApi } from '../../api/context'
import { useLists } from '../../api/queries'
import { Dialog } from '../../ui/dialog'
import { undoToast } from '../../ui/undo-toast'
import css from './lists.module.css'

interface Choice {
  /** undefined: a new list of that name. */
  id: string | undefined
  name: string
  count: number
}

export function AddToListDialog(props: {
  articles: readonly string[]
  onClose(): void
  returnFocus(): HTMLElement | null
}): ReactNode {
  const { articles } = props
  const { call, report } = useApi()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const lists = useLists().data
  const items = useMemo<Choice[]>(() => {
    const all = (lists ?? [])
      .filter((l) => l.archived !== true)
      .map(({ id, name, count }) => ({ id, name, count }))
    const name = text.trim()
    if (name === '') return all
    const fuse = new Fuse(all, { keys: ['name'], threshold: 0.4, ignoreLocation: true })
    const found: Choice[] = fuse.search(name).map((r) => r.item)
    const exact = all.some((l) => l.name.toLowerCase() === name.toLowerCase())
    return exact ? found : [...found, { id: undefined, name, count: 0 }]
  }, [lists, text])

  const add = async (choice: Choice): Promise<void> => {
    const id = choice.id ?? (await call['lists.create']({ name: choice.name })).id
    await call['lists.add']({ id, articles: [...articles] })
    const what = articles.length === 1 ? 'the article' : `${articles.length} articles`
    undoToast(`Added ${what} to “${choice.name}”`)
    props.onClose()
  }

  return (
    <Dialog
      open
      size="s"
      title={
        articles.length === 1 ? 'Add to a reading list' : `Add ${articles.length} articles to a reading list`
      }
      onClose={props.onClose}
      returnFocus={props.returnFocus}
      initialFocus={input}
    >
      <Autocomplete.Root<Choice>
        items={items}
        filter={null}
        open
        inline
        autoHighlight="always"
        value={text}
        onValueChange={(value, details) => {
          if (details.reason !== 'item-press') setText(value)
        }}
        itemToStringValue={(item) => item.name}
      >
        <Autocomplete.Input
          ref={input}
          className={css['input']}
          aria-label="Reading list"
          placeholder="Find or name a reading list"
        />
        <Autocomplete.List className={css['list']} aria-label="Reading lists">
          {(item: Choice) => (
            <Autocomplete.Item
              key={item.id ?? 'new'}
              value={item}
              className={css['item']}
              onClick={() => void add(item).catch(report)}
            >
              {item.id === undefined ? <Plus /> : <Folder />}
              <span className={css['name']}>
                {item.id === undefined ? `New list “${item.name}”` : item.name}
              </span>
              {item.id !== undefined && <span className={css['count']}>{item.count}</span>}
            </Autocomplete.Item>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </Dialog>
  )
}
