/** Tags. */
export { RenameTagDialog } from './rename-dialog'
export { TagDialog } from './tag-dialog'
export { TagMenuItems } from './tag-menu'
export { tagTree, type TagNode } from './tree'
