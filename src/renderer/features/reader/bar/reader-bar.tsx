/** The bar over the article: panes, title once it has scrolled away, time left, and what can be done. */
import {
  ALargeSmall,
  Copy,
  Ellipsis,
  ExternalLink,
  FileDown,
  FileClock,
  FileCode,
  Focus,
  Globe,
  Headphones,
  Highlighter,
  CircleHelp,
  ListTree,
  MessageSquareText,
  PanelRight,
  Pencil,
  Printer,
  RefreshCw,
  Search,
  Star,
  Waypoints
} from 'lucide-react'
import type { ReactNode } from 'react'
import type { Article } from '#shared/contract/records'
import { useApi } from '../../../api/context'
import { commandRegistry } from '../../../ui/commands'
import { cx } from '../../../ui/cx'
import { IconButton } from '../../../ui/icon-button'
import { LibraryButton } from '../../../ui/library-button'
import { Menu, MenuItem, MenuSeparator } from '../../../ui/menu'
import { Popover } from '../../../ui/popover'
import { AppearancePanel } from '../appearance/appearance-panel'
import type { ReaderLook } from '../appearance/use-appearance'
import type { Speech } from '../speech/use-speech'
import { ContentsPanel, type ContentsEntry } from './contents-panel'
import css from './reader-bar.module.css'

export type OpenPanel = 'contents' | 'appearance' | 'note' | undefined

export interface ReaderBarProps<E extends ContentsEntry> {
  article: Article | undefined
  /** The title is out of sight, and the page has moved under the bar. */
  scrolled: boolean
  timeLeft: string
  look: ReaderLook
  headings: readonly E[]
  currentHeading: number
  panel: OpenPanel
  onPanel(panel: OpenPanel): void
  onHeading(heading: E): void
  libraryOpen: boolean
  notesOpen: boolean
  focusMode: boolean
  onToggleLibrary(): void
  onToggleNotes(): void
  onToggleFocus(): void
  speech: Speech
  onStar(): void
  onFind(): void
  onCopyCitation(): void
  onExternalLink(url: string): void
  /** The article's own note in a small pane, where the margin is not on screen. */
  note: ReactNode
}

export function ReaderBar<E extends ContentsEntry>(props: ReaderBarProps<E>): ReactNode {
  const { article, look, panel, onPanel } = props
  const { canPrintToPdf } = useApi().capabilities
  const toggle = (name: OpenPanel) => (open: boolean) => onPanel(open ? name : undefined)
  const text = article !== undefined && article.snapshots.length > 0
  return (
    <header className={cx(css['bar'], props.scrolled && css['scrolled'])}>
      <LibraryButton libraryOpen={props.libraryOpen} onToggleLibrary={props.onToggleLibrary} />
      <span className={css['title']} aria-hidden="true">
        {article?.title}
      </span>
      <span className={css['left']}>{props.timeLeft}</span>
      {article && (
        <IconButton
          label={article.starred ? 'Remove the star' : 'Star'}
          keys="s"
          command="article.star"
          icon={<Star {...(article.starred ? { fill: 'currentColor' } : {})} />}
          pressed={article.starred}
          onClick={props.onStar}
        />
      )}
      {text && props.speech.available && (
        <IconButton
          label={props.speech.speaking ? 'Stop reading aloud' : 'Read aloud'}
          keys="r"
          command="reader.speak"
          icon={<Headphones />}
          pressed={props.speech.speaking}
          onClick={props.speech.toggle}
        />
      )}
      {text && (
        <>
          <Popover
            label="Contents"
            align="end"
            open={panel === 'contents'}
            onOpenChange={toggle('contents')}
            trigger={<IconButton label="Contents" keys="\\" command="reader.contents" icon={<ListTree />} />}
          >
            <ContentsPanel
              headings={props.headings}
              current={props.currentHeading}
              onGo={(h) => {
                onPanel(undefined)
                props.onHeading(h)
              }}
            />
          </Popover>
          <Popover
            label="Appearance"
            align="end"
            open={panel === 'appearance'}
            onOpenChange={toggle('appearance')}
            trigger={<IconButton label="Appearance" icon={<ALargeSmall />} />}
          >
            <AppearancePanel look={look} />
          </Popover>
        </>
      )}
      <IconButton
        label={props.notesOpen ? 'Hide the notes' : 'Show the notes'}
        keys="]"
        command="app.notes-pane"
        icon={<PanelRight />}
        onClick={props.onToggleNotes}
      />
      {article && (
        <Menu align="end" trigger={<IconButton label="More" icon={<Ellipsis />} />}>
          <MenuItem
            icon={<Search />}
            keys="$mod+F"
            command="reader.find"
            disabled={!text}
            onSelect={props.onFind}
          >
            Find in this article
          </MenuItem>
          {props.note !== undefined && props.note !== null && (
            <MenuItem icon={<MessageSquareText />} onSelect={() => onPanel('note')}>
              Note on this article
            </MenuItem>
          )}
          <MenuItem icon={<Focus />} keys="f" command="reader.focus" onSelect={props.onToggleFocus}>
            {props.focusMode ? 'Leave focus mode' : 'Focus mode'}
          </MenuItem>
          <MenuItem
            icon={<Printer />}
            keys="$mod+P"
            command="reader.print"
            disabled={!text}
            onSelect={() => commandRegistry.run('reader.print')}
          >
            Print…
          </MenuItem>
          {canPrintToPdf && (
            <MenuItem icon={<FileDown />} disabled={!text} onSelect={() => commandRegistry.run('reader.pdf')}>
              Save as PDF
            </MenuItem>
          )}
          <MenuSeparator />
          <MenuItem icon={<Copy />} keys="y" command="article.cite" onSelect={props.onCopyCitation}>
            Copy citation
          </MenuItem>
          <MenuItem
            icon={<Pencil />}
            keys="Shift+E"
            command="article.edit"
            onSelect={() => commandRegistry.run('article.edit')}
          >
            Details…
          </MenuItem>
          <MenuItem icon={<Globe />} onSelect={() => commandRegistry.run('article.look-up')}>
            Look up details online…
          </MenuItem>
          {article.url !== undefined && article.url !== '' && (
            <MenuItem
              icon={<ExternalLink />}
              keys="v"
              command="article.original"
              onSelect={() => props.onExternalLink(article.url ?? '')}
            >
              Open the original
            </MenuItem>
          )}
          <MenuItem icon={<Waypoints />} onSelect={() => commandRegistry.run('article.alike')}>
            More like this
          </MenuItem>
          <MenuItem
            icon={<CircleHelp />}
            disabled={!text}
            onSelect={() => commandRegistry.run('article.readings')}
          >
            This looks wrong…
          </MenuItem>
          <MenuItem icon={<RefreshCw />} onSelect={() => commandRegistry.run('article.again')}>
            Capture again
          </MenuItem>
          <MenuItem
            icon={<FileClock />}
            disabled={!text}
            onSelect={() => commandRegistry.run('article.versions')}
          >
            Versions…
          </MenuItem>
          <MenuItem
            icon={<FileCode />}
            disabled={!text}
            onSelect={() => commandRegistry.run('article.saved-original')}
          >
            View the saved original
          </MenuItem>
          <MenuItem
            icon={<Highlighter />}
            onSelect={() => commandRegistry.run('reader.cursor-next')}
            keys="p"
            command="reader.cursor-next"
            disabled={!text}
          >
            Highlight by keyboard
          </MenuItem>
        </Menu>
      )}
      {props.note !== undefined && props.note !== null && (
        <Popover
          label="Note on this article"
          open={panel === 'note'}
          onOpenChange={toggle('note')}
          anchor={{ x: window.innerWidth - 60, y: 44, width: 40, height: 0 }}
          align="end"
        >
          <div className={css['note']}>{props.note}</div>
        </Popover>
      )}
    </header>
  )
}
