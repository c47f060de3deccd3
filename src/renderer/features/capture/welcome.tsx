/** The first page: ways to bring something in, the sample library, or an empty start. */
import { FolderInput, FolderSync, Link, PanelTop } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { useApi, useCall } from '../../api/context'
import { useInfo } from '../../api/queries'
import { Button } from '../../ui/button'
import { DropZone, FilePicker } from './drop-zone'
import type { Gathered } from './gather'
import css from './welcome.module.css'

export function Welcome(props: {
  onAdd(): void
  onFiles(files: Gathered[]): void
  /** How the browser saves into the library. */
  onBrowser(): void
  /** A folder whose files come in by themselves. */
  onWatch(): void
  /** The sample library is there. `stayed`: the person has not gone elsewhere meanwhile. */
  onSample(stayed: boolean): void
  onStartEmpty(): void
}): ReactNode {
  const { capabilities } = useApi()
  const info = useInfo().data
  const addSample = useCall('library.addSample')
  const pickLibrary = useCall('host.pickLibrary')
  const folder = useRef<HTMLInputElement>(null)
  return (
    <div className={css['page']}>
      <div className={css['column']}>
        <h1 className={css['title']}>A quiet place to read.</h1>
        <p className={css['lead']}>
          Everything you save stays on this computer. Bring in what you already have, or start with a few
          short pieces.
        </p>
        <div className={css['cards']}>
          <button type="button" className={css['card']} onClick={() => folder.current?.click()}>
            <FolderInput />
            <span className={css['name']}>Add a folder</span>
            <span className={css['what']}>Saved pages, PDFs, books, documents and texts, all at once</span>
          </button>
          <button type="button" className={css['card']} onClick={props.onBrowser}>
            <PanelTop />
            <span className={css['name']}>Save from the browser</span>
            <span className={css['what']}>With the Zotero Connector, SingleFile or a bookmark</span>
          </button>
          <button type="button" className={css['card']} onClick={props.onWatch}>
            <FolderSync />
            <span className={css['name']}>Watch a folder</span>
            <span className={css['what']}>What you save there comes in by itself</span>
          </button>
          <button type="button" className={css['card']} onClick={props.onAdd}>
            <Link />
            <span className={css['name']}>Add one article</span>
            <span className={css['what']}>Paste a link or text, or a saved page, PDF, EPUB or Word file</span>
          </button>
        </div>
        <FilePicker inputRef={folder} label="Folder to add" directory onFiles={props.onFiles} />
        <DropZone onFiles={props.onFiles}>Or drop files anywhere in this window</DropZone>
        <div className={css['actions']}>
          <Button
            variant="primary"
            disabled={info?.readOnly !== undefined}
            onClick={() => {
              const before = location.hash
              void addSample({}).then((done) => done && props.onSample(location.hash === before))
            }}
          >
            Open the sample library
          </Button>
          <Button variant="quiet" onClick={props.onStartEmpty}>
            Start empty
          </Button>
        </div>
        {info && (
          <p className={css['where']}>
            Your library is the folder <span className={css['folder']}>{info.folder}</span>
            {capabilities.canPickFolder && (
              <button type="button" className={css['link']} onClick={() => void pickLibrary({})}>
                Choose another…
              </button>
            )}
          </p>
        )}
      </div>
    </div>
  )
}
