/** How the page of highlights was left: going to a passage and back finds it so. Not stored. */
import { create } from 'zustand'
import type { Filter, Grouping } from './groups'

export const useViewState = create<{ by: Grouping; filter: Filter }>(() => ({
  by: 'article',
  filter: { colors: new Set(), text: '', notes: 'any' }
}))
