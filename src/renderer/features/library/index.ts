/** The article list and what can be done to articles. */
export { useArticleActions, type ArticleActions } from './article-actions'
export { articleCommands, type ArticleDialogs } from './article-commands'
export { ArticleList } from './article-list'
export { dragData, draggedArticles } from './drag'
export { EditDialog } from './edit-dialog'
export { targetsOf, useSelection } from './selection'
export { EmptyTrashDialog, TrashMenuItems } from './empty-trash'
export { TrashedDialog } from './trashed-dialog'
