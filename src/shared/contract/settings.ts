/** What the person chose: how the reader looks, what the panes measure, what was dismissed. */
import { z } from 'zod'
import { styleId } from './citation'
import { call } from './define'
import { rememberedExport } from './exchange'
import { id } from './records'

export const appearance = z.object({
  theme: z.enum(['light', 'sepia', 'dark', 'system']),
  face: z.enum(['literata', 'sans', 'legible']),
  /** CSS pixels; null: the width's own (19, 18 below 1340, 20 in focus mode). */
  size: z.number().min(13).max(32).nullable(),
  leading: z.number().min(1.3).max(2.2),
  /** Characters a line. */
  measure: z.number().min(40).max(100),
  align: z.enum(['left', 'justify']),
  /** Words are broken at the ends of lines: `auto`, where lines are justified. */
  hyphens: z.enum(['auto', 'on', 'off']).default('auto'),
  /** A bar that keeps the line being read. */
  ruler: z.boolean().default(false)
})
export type Appearance = z.infer<typeof appearance>

export const settingSchemas = {
  appearance,
  panes: z.object({
    library: z.number(),
    list: z.number(),
    libraryOpen: z.boolean(),
    notesOpen: z.boolean()
  }),
  sorts: z.record(z.string(), z.object({ sort: z.string(), reverse: z.boolean() })),
  exports: z.object({
    /** Citation styles, the newest last. */
    favourites: z.array(styleId).max(200),
    /** What was chosen last: by the list's id; for everything else under `other`. */
    chosen: z.record(z.string(), rememberedExport)
  }),
  /** The SHA-256 of what `carrel export` wrote last, by the file's path, the newest last. */
  written: z.record(z.string().max(4096), z.string().length(64)),
  /** What was searched for, the newest first. */
  searches: z.array(z.string().min(1).max(400)).max(20),
  welcome: z.object({ done: z.boolean() }),
  /** How many old highlights a day are shown again; 0: none. */
  review: z.object({ daily: z.int().min(0).max(20) }),
  /** A long run of adding that is going on, or ended with the program. */
  adding: z.object({ total: z.int(), done: z.int() }).nullable(),
  keys: z.object({
    singleLetters: z.boolean(),
    /** Other keys than the drawn ones, by the command's id; none at all for an empty list. */
    changed: z.record(z.string(), z.array(z.string().max(64)).max(4)).default({})
  }),
  /** What looks different in one article only, by its id. */
  looks: z.record(
    id,
    z.object({
      size: z.number().min(13).max(32).nullable(),
      theme: appearance.shape.theme
    })
  )
} as const
export type Settings = { [K in keyof typeof settingSchemas]: z.infer<(typeof settingSchemas)[K]> }
export type SettingName = keyof Settings

export const settingDefaults: Settings = {
  appearance: {
    theme: 'system',
    face: 'literata',
    size: null,
    leading: 1.62,
    measure: 62,
    align: 'left',
    hyphens: 'auto',
    ruler: false
  },
  panes: { library: 216, list: 318, libraryOpen: true, notesOpen: true },
  sorts: {},
  exports: { favourites: [], chosen: {} },
  written: {},
  searches: [],
  welcome: { done: false },
  review: { daily: 0 },
  adding: null,
  keys: { singleLetters: true, changed: {} },
  looks: {}
}

export const settingsContract = {
  'settings.all': call(z.object({}), z.object(settingSchemas)),
  /** `value` is checked against the schema of `name`. */
  'settings.set': call(
    z.object({
      name: z.enum(Object.keys(settingSchemas) as [SettingName, ...SettingName[]]),
      value: z.json()
    }),
    z.object({})
  )
}
