/** The whole API of Carrel, joined from one file per service. Every host and the command line speak exactly this. */
import { annotationsContract } from './annotations'
import { articlesContract } from './articles'
import { backupContract } from './backup'
import { browserContract } from './browser'
import { captureContract } from './capture'
import { citationContract } from './citation'
import type { Client, Handlers } from './define'
import { exchangeContract } from './exchange'
import { historyContract } from './history'
import { hostContract } from './host'
import { keepContract } from './keep'
import { ledgerContract } from './ledger'
import { libraryContract } from './library'
import { lookupContract } from './lookup'
import { listsContract } from './lists'
import { notesContract } from './notes'
import { reviewContract } from './review'
import { searchContract } from './search'
import { settingsContract } from './settings'
import { smartContract } from './smart'
import { tagsContract } from './tags'
import { watchContract } from './watch'

/** Methods that the core answers, whatever the host. */
export const coreContract = {
  ...libraryContract,
  ...articlesContract,
  ...annotationsContract,
  ...notesContract,
  ...tagsContract,
  ...listsContract,
  ...searchContract,
  ...reviewContract,
  ...smartContract,
  ...captureContract,
  ...exchangeContract,
  ...keepContract,
  ...citationContract,
  ...historyContract,
  ...settingsContract,
  ...backupContract,
  ...browserContract,
  ...watchContract,
  ...ledgerContract,
  ...lookupContract
}

export const contract = { ...coreContract, ...hostContract }

export type CoreHandlers = Handlers<typeof coreContract>
export type HostHandlers = Handlers<typeof hostContract>
export type CarrelClient = Client<typeof contract>
