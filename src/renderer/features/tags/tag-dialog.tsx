/** Tagging one article or many: what they have, with a field that completes. Every change is made at once. */
import { Combobox } from '@base-ui/react/combobox'
import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useMemo, useRef, useState, type ReactNode } from 'react'
import { tagKey } from '#shared/domain/tag-path'
import { useApi, useCall } from '../../api/context'
import { keys, useTags } from '../../api/queries'
import { announce } from '../../ui/announce'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { completions, type Completion } from './complete'
import { Suggested, useSuggestions } from './suggested'
import css from './tag-dialog.module.css'

/** As many as one call answers. */
const MOST_SUMMARIES = 1000

export function TagDialog(props: {
  articles: readonly string[]
  onClose(): void
  returnFocus(): HTMLElement | null
}): ReactNode {
  const { articles } = props
  const count = articles.length
  const input = useRef<HTMLInputElement>(null)
  const group = useRef<HTMLDivElement>(null)
  const has = useTagsOf(articles)
  const suggestions = useSuggestions(articles)
  const apply = useCall('tags.apply')
  const change = (add: string[], remove: string[]): void => {
    void apply({ articles: [...articles], add, remove }).then(
      (done) =>
        done && announce(add.length > 0 ? `Tagged ${add.join(', ')}` : `Took off ${remove.join(', ')}`)
    )
  }
  return (
    <Dialog
      open
      size="s"
      title={count === 1 ? 'Tags' : `Tags of ${count} articles`}
      description="Use / to nest: method/interviews"
      onClose={props.onClose}
      returnFocus={props.returnFocus}
      initialFocus={input}
      actions={
        <Button variant="primary" onClick={props.onClose}>
          Done
        </Button>
      }
    >
      {has.length > 0 && (
        <ul className={css['chips']} aria-label="Tags">
          {has.map(({ path, on }) => (
            <li key={path} className={css['chip']}>
              {path}
              {on < count && (
                <button
                  type="button"
                  className={css['part']}
                  title="Tag them all"
                  aria-label={`Tag all ${count} with ${path}`}
                  onClick={() => change([path], [])}
                >
                  {on} of {count}
                </button>
              )}
              <button
                type="button"
                className={css['remove']}
                aria-label={`Take off ${path}`}
                onClick={() => {
                  change([], [path])
                  input.current?.focus()
                }}
              >
                <X />
              </button>
            </li>
          ))}
        </ul>
      )}
      <Suggested
        suggestions={suggestions}
        groupRef={group}
        field={input}
        onAdd={(path) => {
          change([path], [])
          // The chip goes, and another may come: the next key is for the field.
          input.current?.focus()
        }}
      />
      <TagField
        inputRef={input}
        onAside={() => group.current?.querySelector('button')?.focus()}
        has={has.filter((t) => t.on === count).map((t) => t.path)}
        onAdd={(path) => change([path], [])}
        onDone={props.onClose}
      />
    </Dialog>
  )
}

/** The tags on these articles, and on how many of them each is. */
function useTagsOf(articles: readonly string[]): { path: string; on: number }[] {
  const { call } = useApi()
  const rows = useQuery({
    // Under the key of the tags, so that every change of them is seen here.
    queryKey: [...keys.tags, 'of', articles],
    queryFn: async () => {
      const tags: string[][] = []
      for (let i = 0; i < articles.length; i += MOST_SUMMARIES) {
        const ids = articles.slice(i, i + MOST_SUMMARIES)
        for (const row of await call['articles.summaries']({ ids })) tags.push(row.tags)
      }
      return tags
    }
  }).data
  const byKey = new Map<string, { path: string; on: number }>()
  for (const path of (rows ?? []).flat()) {
    const seen = byKey.get(tagKey(path))
    if (seen) seen.on++
    else byKey.set(tagKey(path), { path, on: 1 })
  }
  return [...byKey.values()].sort((a, b) => a.path.localeCompare(b.path))
}

function TagField(props: {
  inputRef: React.RefObject<HTMLInputElement | null>
  has: readonly string[]
  onAdd(path: string): void
  onDone(): void
  /** → in the empty field. */
  onAside(): void
}): ReactNode {
  const [text, setText] = useState('')
  const tags = useTags().data
  const items = useMemo(() => {
    const taken = new Set(props.has.map(tagKey))
    const free = (tags ?? []).map((t) => t.path).filter((p) => !taken.has(tagKey(p)))
    return completions(text, free).filter((c) => !taken.has(tagKey(c.path)))
  }, [tags, text, props.has])
  return (
    <Combobox.Root<Completion>
      items={items}
      filter={null}
      value={null}
      autoHighlight
      inputValue={text}
      onInputValueChange={(value, details) => {
        // Choosing an item writes its text into the field: the field is for the next tag.
        if (details.reason !== 'item-press') setText(value)
      }}
      itemToStringLabel={(item) => item.path}
      onValueChange={(item) => {
        if (!item) return
        props.onAdd(item.path)
        setText('')
      }}
    >
      <Combobox.Input
        ref={props.inputRef}
        className={css['input']}
        aria-label="Add a tag"
        placeholder="Add a tag"
        onKeyDown={(e) => {
          if (e.key === 'ArrowRight' && text === '') {
            e.preventDefault()
            props.onAside()
          }
          if (e.key === 'Enter' && text.trim() === '' && !e.defaultPrevented) props.onDone()
        }}
      />
      <Combobox.Portal>
        <Combobox.Positioner className={css['positioner']} sideOffset={4}>
          <Combobox.Popup className={css['popup']}>
            <Combobox.List>
              {(item: Completion) => (
                <Combobox.Item key={item.path} value={item} className={css['item']}>
                  {item.isNew ? (
                    <>
                      <Plus /> New tag “{item.path}”
                    </>
                  ) : (
                    item.path
                  )}
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}
