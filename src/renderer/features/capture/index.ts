/** Adding articles. */
export { AddDialog } from './add-dialog'
export { BrowserDialog } from './browser-dialog'
export { fromEntries, fromFileList, type Gathered } from './gather'
export { GiveTextDialog } from './give-text-dialog'
export { useInterrupted } from './interrupted'
export { useJob, type Words } from './job'
export { WatchDialog } from './watch-dialog'
export { Welcome } from './welcome'
