/** Undo and redo of every action of the library, one stack, outliving a restart. */
import { z } from 'zod'
import { call } from './define'

export const historyState = z.object({ undo: z.string().optional(), redo: z.string().optional() })

export const historyContract = {
  'history.state': call(z.object({}), historyState),
  /** Answers with what was undone: `add tag method to 12 articles`. NOT_FOUND when there is nothing. */
  'history.undo': call(z.object({}), z.object({ label: z.string() })),
  'history.redo': call(z.object({}), z.object({ label: z.string() }))
}
