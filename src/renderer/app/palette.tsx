/** The palette: everything, by a few letters. */
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { AlignLeft, FileText, Folder, Hash, Highlighter, MessageSquareText, Search, Zap } from 'lucide-react'
import { useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react'
import type { Hit } from '#shared/contract/search'
import { useLists, useTags } from '../api/queries'
import { Marked, useEarlyEnter, useIndexing, useSearch } from '../features/search'
import { useCommandList } from '../ui/commands'
import { Kbd } from '../ui/kbd'
import { entryGroups, parseQuery, type Entry, type EntryGroup } from './palette-entries'
import css from './palette.module.css'
import type { Page } from './routes'
import { closePalette, returnFocus, useShell } from './shell-state'

const ICONS: Readonly<Record<Entry['kind'], ReactNode>> = {
  article: <FileText />,
  highlight: <Highlighter />,
  note: <MessageSquareText />,
  passage: <AlignLeft />,
  command: <Zap />,
  tag: <Hash />,
  list: <Folder />
}

export interface PaletteProps {
  onHit(hit: Hit): void
  onGo(page: Page): void
}

export function Palette(props: PaletteProps): ReactNode {
  const { open } = useShell((s) => s.palette)
  const input = useRef<HTMLInputElement>(null)
  // What was run may have opened something that has the focus now; only giving up returns it.
  const ran = useRef(false)
  // Run once the palette is gone: what it opens would else lose the focus again.
  const waiting = useRef<() => void>(undefined)
  return (
    <Dialog.Root
      open={open}
      onOpenChangeComplete={(isOpen) => {
        if (isOpen) return
        const run = waiting.current
        waiting.current = undefined
        run?.()
      }}
      onOpenChange={(next) => {
        if (!next) closePalette()
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={css['backdrop']} />
        <Dialog.Viewport className={css['viewport']}>
          <Dialog.Popup
            className={css['popup']}
            aria-label="Palette"
            initialFocus={input}
            finalFocus={() => (ran.current ? false : (returnFocus() ?? true))}
          >
            <Content {...props} inputRef={input} ranRef={ran} waitingRef={waiting} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Content(
  props: PaletteProps & {
    inputRef: React.RefObject<HTMLInputElement | null>
    ranRef: React.RefObject<boolean>
    waitingRef: React.RefObject<(() => void) | undefined>
  }
): ReactNode {
  const raw = useShell((s) => s.palette.query)
  const setRaw = (query: string): void => useShell.setState({ palette: { open: true, query } })
  const { mode, query } = parseQuery(raw)
  const searching = mode === 'all' || mode === 'text'
  const { hits, query: answeredQuery } = useSearch(searching ? query : '', 40, 'palette')
  const commands = useCommandList()
  const tags = useTags().data
  const lists = useLists().data
  const indexing = useIndexing()
  const { onHit, onGo, ranRef, waitingRef } = props
  ranRef.current = false

  const groups = useMemo(() => {
    const then = (run: () => void): void => {
      ranRef.current = true
      waitingRef.current = run
      closePalette()
    }
    return entryGroups(
      raw,
      { hits: searching ? hits : [], commands, tags: tags ?? [], lists: lists ?? [] },
      {
        hit: (hit) => then(() => onHit(hit)),
        command: (command) =>
          then(() => {
            returnFocus()?.focus()
            command.run()
          }),
        tag: (path) => then(() => onGo({ kind: 'tag', path })),
        list: (list) => then(() => onGo({ kind: 'list', list }))
      }
    )
  }, [raw, searching, hits, commands, tags, lists, onHit, onGo, ranRef, waitingRef])

  // Rows of the text before stand there until the answer comes; only one that was moved to is meant nevertheless.
  const answered = !searching || answeredQuery === query
  const takeFirst = (): void => groups[0]?.items[0]?.run()
  const early = useEarlyEnter(raw, answered, takeFirst)
  const moved = useRef(false)
  useEffect(() => {
    moved.current = false
  }, [raw])
  const onKey = (e: KeyboardEvent): void => {
    early.forget()
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') moved.current = true
    if (e.key !== 'Enter' || e.nativeEvent.isComposing || moved.current) return
    e.preventDefault()
    e.stopPropagation()
    if (answered) takeFirst()
    else early.press()
  }

  return (
    <Autocomplete.Root<EntryGroup>
      open
      inline
      items={groups}
      filter={null}
      autoHighlight="always"
      keepHighlight
      value={raw}
      onValueChange={(value, details) => {
        // Choosing an entry runs it; its text is no query.
        if (details.reason !== 'item-press') setRaw(value)
      }}
      itemToStringValue={(item) => ('text' in item ? String(item.text) : '')}
    >
      <div className={css['field']} onKeyDownCapture={onKey}>
        <Search aria-hidden />
        <Autocomplete.Input
          ref={props.inputRef}
          className={css['input']}
          aria-label="Search or run a command"
          placeholder="Search, or type > for commands"
          spellCheck={false}
        />
      </div>
      <div className={css['results']}>
        <Autocomplete.Empty className={css['empty']}>
          {query === ''
            ? null
            : indexing
              ? `Nothing yet. Carrel is still reading your library (${indexing.indexed} of ${indexing.total}).`
              : `Nothing found for “${query}”.`}
        </Autocomplete.Empty>
        <Autocomplete.List aria-label="Results">
          {(group: EntryGroup) => (
            <Autocomplete.Group key={group.value} items={group.items} className={css['group']}>
              <Autocomplete.GroupLabel className={css['label']}>{group.value}</Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(entry: Entry) => <Row key={entry.key} entry={entry} />}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
      <div className={css['foot']} aria-hidden>
        <span>
          <Kbd keys="ArrowUp ArrowDown" /> move
        </span>
        <span>
          <Kbd keys="Enter" /> open
        </span>
        <span>
          <Kbd keys=">" /> commands
        </span>
        <span>
          <Kbd keys="#" /> tags
        </span>
        <span>
          <Kbd keys={'"'} /> full text
        </span>
      </div>
    </Autocomplete.Root>
  )
}

function Row(props: { entry: Entry }): ReactNode {
  const { entry } = props
  return (
    <Autocomplete.Item value={entry} className={css['row']} onClick={entry.run}>
      <span className={css['icon']}>{ICONS[entry.kind]}</span>
      <span className={css['text']}>
        <span className={css['main']}>
          <Marked text={entry.text} ranges={entry.ranges} />
        </span>
        {entry.sub && entry.sub.text !== '' && (
          <span className={css['sub']}>
            <Marked text={entry.sub.text} ranges={entry.sub.ranges} />
          </span>
        )}
      </span>
      {entry.keys === undefined ? (
        <span className={css['enter']}>
          <Kbd keys="Enter" />
        </span>
      ) : (
        <Kbd keys={entry.keys} />
      )}
    </Autocomplete.Item>
  )
}
