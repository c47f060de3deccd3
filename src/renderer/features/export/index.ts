/** Handing on: the dialogue, the menu, and the files that are kept up to date. */
export { chooseExport } from './choice'
export { ExportDialog } from './export-dialog'
export { ExportMenuItems, HandOnMenuItems } from './export-menu'
export { KeptDialog, openKept } from './kept-dialog'
export { KeptLine } from './kept-line'
export { useKeptProblems } from './use-kept'
export { EXPORT_NAMES, useExport } from './run'
export { useShare } from './share'
