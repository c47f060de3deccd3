/** Settings, the theme, and the library as a whole. */
export { LedgerDialog } from './ledger-dialog'
export { LibraryDialog, useRemoveSample } from './library-dialog'
export { RestoreDialog } from './restore-dialog'
export { SettingsDialog } from './settings-dialog'
export { useTheme } from './theme'
