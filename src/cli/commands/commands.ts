/** All commands by name, in the order of the help. */
import type { Command } from '../command'
import { add } from './add'
import { highlight, note, tag } from './annotate'
import { articles, show } from './articles'
import { backup, restore } from './backup'
import { createBatch } from './batch'
import { compact } from './compact'
import { exportArticles } from './export'
import { importFiles } from './later'
import { ledger } from './ledger'
import { list } from './list'
import { lookup } from './lookup'
import { search } from './search'
import { serve } from './serve'
import { verify } from './verify'

const named: [string, Command][] = [
  ['add', add],
  ['articles', articles],
  ['show', show],
  ['search', search],
  ['note', note],
  ['tag', tag],
  ['list', list],
  ['highlight', highlight],
  ['export', exportArticles],
  ['verify', verify],
  ['serve', serve],
  ['import', importFiles],
  ['backup', backup],
  ['restore', restore],
  ['compact', compact],
  ['ledger', ledger],
  ['lookup', lookup]
]

export const commands: ReadonlyMap<string, Command> = new Map([
  ...named,
  ['batch', createBatch(new Map(named))] as const
])
