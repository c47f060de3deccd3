/** Adding articles. */
export { AddDialog } from './add-dialog'
export { BrowserDialog } from './browser-dialog'
export { fromEntries, fromFileList, type Gathered } from './gather'
export { useJob, type Words } from './job'
export { Welcome } from './welcome'
