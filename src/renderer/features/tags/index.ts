/** Tags. */
export { RenameTagDialog } from './rename-dialog'
export { TagDialog } from './tag-dialog'
export { TagPage } from './tag-page'
export { TagMenuItems } from './tag-menu'
export { tagTree, type TagNode } from './tree'
