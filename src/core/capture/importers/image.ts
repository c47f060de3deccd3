/** A picture by itself: a figure under its own name. What it shows is for the person to note. */
import { CarrelError } from '#shared/contract/errors'
import type { Draft, Importer } from '../draft'
import { sniffImage } from '../file-kinds'
import { escapeText } from '../serialise'
import { importMarkup } from './html'
import { plainFields } from './plain-fields'

export const importImage: Importer = (source): Draft => {
  if (sniffImage(source.bytes) === undefined)
    throw new CarrelError(
      'BAD_INPUT',
      source.bytes.length === 0
        ? 'It is empty: there is no picture in it.'
        : 'It is named like a picture but is none that can be kept (PNG, JPEG, GIF, WebP or AVIF).'
    )
  const plain = plainFields(source, { title: undefined, opening: 'Image' })
  const { title } = plain.fields
  const { url: _from, ...rest } = source
  const draft = importMarkup(
    { ...rest, extraction: 'whole' },
    `<figure><img src="part:image" alt="${escapeText(title).replaceAll('"', '&quot;')}"></figure>`,
    [],
    { image: () => source.bytes }
  )
  return { ...draft, ...plain }
}
