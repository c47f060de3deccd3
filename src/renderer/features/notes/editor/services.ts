/** What the editor asks of the app. */
import type { Linkable, LinkOffer } from '#shared/contract/notes'

export interface EditorServices {
  resolve(targets: string[]): Promise<(Linkable | null)[]>
  offers(query: string): Promise<LinkOffer[]>
  /** `to` null: nothing of that name is there (yet). */
  open(to: Linkable | null, target: string): void
  openUrl(url: string): void
  /** Its name in the library; undefined: it could not be kept, and the person was told. */
  keepPicture(file: File): Promise<string | undefined>
}
