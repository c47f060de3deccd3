/** The settings service: each setting is one record, checked by its own schema. */
import { CarrelError } from '#shared/contract/errors'
import type { CoreHandlers } from '#shared/contract/index'
import { settingDefaults, settingSchemas, type SettingName, type Settings } from '#shared/contract/settings'
import type { Clock, Store } from '#core/ports'

type SettingsHandlers = Pick<CoreHandlers, Extract<keyof CoreHandlers, `settings.${string}`>>

export function createSettings({ store, clock }: { store: Store; clock: Clock }): SettingsHandlers {
  const read = <N extends SettingName>(name: N): Settings[N] => {
    // What an older or newer Carrel wrote and this one cannot read counts as not chosen.
    const parsed = settingSchemas[name].safeParse(store.get('settings', name)?.value)
    return (parsed.success ? parsed.data : settingDefaults[name]) as Settings[N]
  }
  return {
    'settings.all': async () => ({
      appearance: read('appearance'),
      panes: read('panes'),
      sorts: read('sorts'),
      exports: read('exports'),
      welcome: read('welcome'),
      review: read('review'),
      adding: read('adding'),
      keys: read('keys'),
      looks: read('looks'),
      written: read('written'),
      searches: read('searches')
    }),
    'settings.set': async ({ name, value }) => {
      const parsed = settingSchemas[name].safeParse(value)
      if (!parsed.success)
        throw new CarrelError(
          'BAD_INPUT',
          `The setting ${name} cannot have that value. The old one was kept.`
        )
      const now = clock.now()
      const old = store.get('settings', name)
      const record = { id: name, rev: 0, n: 0, created: now, ...old, updated: now, value: parsed.data }
      await store.commit([{ op: 'put', collection: 'settings', record }])
      return {}
    }
  }
}
