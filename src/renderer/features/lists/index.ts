/** Reading lists. */
export { AddToListDialog } from './add-dialog'
export { EXPORT_NAMES, useExport } from './export'
export { ExportMenuItems, ListMenuItems } from './list-menu'
export { NameDialog } from './name-dialog'
