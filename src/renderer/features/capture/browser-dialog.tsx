/** Saving from the browser: the switch, and what the extensions and the bookmark need to be told. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { BrowserStatus } from '#shared/contract/browser'
import { useApi } from '../../api/context'
import { Button } from '../../ui/button'
import { copyToClipboard } from '../../ui/clipboard'
import { Dialog } from '../../ui/dialog'
import { Switch } from '../../ui/switch'
import { showToast } from '../../ui/toasts'
import css from './doors.module.css'

const KEY = ['browser-status'] as const

export function BrowserDialog(props: { onClose(): void; returnFocus(): HTMLElement | null }): ReactNode {
  const { call, report } = useApi()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  // Asked anew each time: another window may have switched it.
  const status = useQuery({
    queryKey: KEY,
    queryFn: () => call['browser.status']({}),
    staleTime: 0,
    refetchOnMount: 'always'
  }).data
  const change = (work: Promise<BrowserStatus>): void => {
    setBusy(true)
    work.then((next) => queries.setQueryData(KEY, next), report).finally(() => setBusy(false))
  }
  return (
    <Dialog open title="Save from the browser" onClose={props.onClose} returnFocus={props.returnFocus}>
      <Switch
        label="Let the browser save into this library"
        hint="For the Zotero Connector, SingleFile and a bookmark. Only this computer can reach it, and it can only add."
        checked={status?.on ?? false}
        disabled={status === undefined || busy}
        onChange={(on) => change(call['browser.switch']({ on }))}
      />
      {status?.problem !== undefined && (
        <p className={css['problem']} role="alert">
          {status.problem}
        </p>
      )}
      {status?.on === true && (
        <Ways status={status} busy={busy} onRenew={() => change(call['browser.renew']({}))} />
      )}
    </Dialog>
  )
}

function Ways(props: { status: BrowserStatus; busy: boolean; onRenew(): void }): ReactNode {
  const { status } = props
  return (
    <>
      <section className={css['way']}>
        <h3 className={css['heading']}>Zotero Connector</h3>
        <p className={css['text']}>
          {status.open
            ? `Listening at ${status.address}. Press the Connector’s button in the browser; Zotero itself must not be running.`
            : 'It works as soon as Carrel can listen.'}
        </p>
      </section>
      {status.singleFile && (
        <section className={css['way']}>
          <h3 className={css['heading']}>SingleFile</h3>
          <p className={css['text']}>
            In its options choose the destination “upload to a REST Form API” and fill in:
          </p>
          <Copied label="URL" value={status.singleFile.url} />
          <Copied label="Authorization token" value={status.singleFile.token} />
        </section>
      )}
      {status.bookmarklet !== undefined && (
        <section className={css['way']}>
          <h3 className={css['heading']}>Bookmark</h3>
          <p className={css['text']}>
            Drag it to the bookmarks bar, or copy its address into a new bookmark. It sends the page as you
            see it.
          </p>
          <div className={css['line']}>
            <Bookmark code={status.bookmarklet} />
            <Copy label="Copy the bookmark’s address" value={status.bookmarklet} />
          </div>
        </section>
      )}
      <div className={css['foot']}>
        <p className={css['text']}>
          If the token got into wrong hands, make another. The old one stops working at once.
        </p>
        <Button disabled={props.busy} onClick={props.onRenew}>
          New token
        </Button>
      </div>
    </>
  )
}

/** As a link would be dragged, without one that a click could follow here. */
function Bookmark(props: { code: string }): ReactNode {
  return (
    <button
      type="button"
      className={css['bookmark']}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData('text/uri-list', props.code)
        event.dataTransfer.setData('text/x-moz-url', `${props.code}\nSave in Carrel`)
        event.dataTransfer.setData('text/plain', props.code)
      }}
      onClick={() =>
        showToast({ message: 'Drag it to the bookmarks bar of your browser, or copy its address.' })
      }
    >
      Save in Carrel
    </button>
  )
}

function Copied(props: { label: string; value: string }): ReactNode {
  return (
    <div className={css['line']}>
      <label className={css['field']}>
        <span className={css['name']}>{props.label}</span>
        <input
          className={css['value']}
          readOnly
          value={props.value}
          onFocus={(e) => e.currentTarget.select()}
        />
      </label>
      <Copy label={`Copy the ${props.label.toLowerCase()}`} value={props.value} />
    </div>
  )
}

function Copy(props: { label: string; value: string }): ReactNode {
  return (
    <Button
      aria-label={props.label}
      onClick={() =>
        showToast({
          message: copyToClipboard({ text: props.value })
            ? 'Copied'
            : 'The clipboard refused. Try it once more.'
        })
      }
    >
      Copy
    </Button>
  )
}
