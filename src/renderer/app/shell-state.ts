/** What of the shell is open: focus mode, the drawer, the palette and the dialogs. Never stored. */
import { create } from 'zustand'
import type { Gathered, Words } from '../features/capture'
import type { TextTab } from '../features/reader'

export type OpenDialog =
  | { kind: 'add'; start?: Given | undefined }
  | { kind: 'tags'; articles: string[] }
  | { kind: 'lists'; articles: string[] }
  | { kind: 'edit'; article: string }
  | { kind: 'look-up'; articles: string[] }
  | { kind: 'give-text'; article: string; from: 'file' | 'paste' }
  | { kind: 'text'; article: string; tab: TextTab }
  | { kind: 'merge'; articles: string[] }
  | { kind: 'new-list'; articles: string[] }
  | { kind: 'rename-list'; list: string; name: string }
  | { kind: 'about-list'; list: string }
  | { kind: 'merge-list'; list: string; name: string }
  | { kind: 'archived-lists' }
  | { kind: 'due'; list: string; articles: string[] }
  | { kind: 'save-search'; query: string }
  | { kind: 'rename-filter'; id: string; name: string }
  | { kind: 'section'; list: string; articles: string[] }
  | { kind: 'rename-tag'; path: string }
  | { kind: 'library' }
  | { kind: 'restore'; from?: string }
  | { kind: 'empty-trash' }
  | { kind: 'trashed' }
  | { kind: 'settings' }
  | { kind: 'browser' }
  | { kind: 'watch' }
  | { kind: 'ledger' }
  | { kind: 'help' }

/** What was dropped or pasted, to be added at once. */
export interface Given {
  files?: Gathered[] | undefined
  words?: Words[] | undefined
}

interface ShellState {
  focusMode: boolean
  /** At narrow widths the list lies over the page. */
  drawer: boolean
  palette: { open: boolean; query: string }
  dialog: OpenDialog | undefined
}

export const useShell = create<ShellState>(() => ({
  focusMode: false,
  drawer: false,
  palette: { open: false, query: '' },
  dialog: undefined
}))

let opener: HTMLElement | null = null

export function openDialog(dialog: OpenDialog): void {
  rememberOpener()
  useShell.setState({ dialog, palette: { open: false, query: '' } })
}

export function closeDialog(): void {
  useShell.setState({ dialog: undefined })
}

export function openPalette(query = ''): void {
  rememberOpener()
  useShell.setState({ palette: { open: true, query } })
}

export function closePalette(): void {
  useShell.setState({ palette: { open: false, query: '' } })
}

function rememberOpener(): void {
  const now = document.activeElement
  const inPopup = now?.closest('[role=dialog],[role=menu]')
  if (now instanceof HTMLElement && !inPopup) opener = now
}

/** Where focus goes when a dialog or the palette closes. */
export function returnFocus(): HTMLElement | null {
  return opener?.isConnected && opener !== document.body ? opener : null
}
