/** Reading lists. */
export { AboutListDialog } from './about-dialog'
export { AddToListDialog } from './add-dialog'
export { DueDialog, SectionDialog } from './entry-dialogs'
export { readingListCommands, useListActions, type ListDoors, type ListFacts } from './list-actions'
export { ListMenuItems } from './list-menu'
export { NameDialog } from './name-dialog'
export { ArchivedListsDialog, MergeListDialog } from './other-lists'
