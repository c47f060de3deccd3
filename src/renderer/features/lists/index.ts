/** Reading lists. */
export { AddToListDialog } from './add-dialog'
export { chooseExport } from './export-choice'
export { ExportDialog } from './export-dialog'
export { EXPORT_NAMES, useExport } from './export'
export { ExportMenuItems, ListMenuItems } from './list-menu'
export { NameDialog } from './name-dialog'
