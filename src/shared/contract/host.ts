/** What differs between the hosts. The page asks what it may do, never which host it runs in. */
import { z } from 'zod'
import { call } from './define'

export const capabilities = z.object({
  /** Can ask for another library folder and open it. */
  canPickFolder: z.boolean(),
  canShowInFolder: z.boolean(),
  canPrintToPdf: z.boolean(),
  /** `host`: ask `host.openExternal`; `page`: an ordinary new tab. */
  links: z.enum(['host', 'page']),
  /** Addresses of this scheme come back to Carrel: `carrel`. Without it, the page's own address is the link. */
  linkScheme: z.string().optional(),
  /** `Cmd` on a Mac. */
  platform: z.enum(['mac', 'other']),
  version: z.string()
})
export type Capabilities = z.infer<typeof capabilities>

export const hostContract = {
  'host.capabilities': call(z.object({}), capabilities),
  /** http, https and mailto only; everything else is refused. */
  'host.openExternal': call(z.object({ url: z.string().max(8000) }), z.object({})),
  /** The page that asks, as it prints, in base64. Only where `canPrintToPdf`. */
  'host.printToPdf': call(z.object({}), z.object({ bytes: z.base64() })),
  'host.showLibrary': call(z.object({}), z.object({})),
  /** Lets the person choose any folder of this computer. `null`: they thought better of it. */
  'host.pickFolder': call(
    z.object({ title: z.string().max(200) }),
    z.object({ folder: z.string().nullable() })
  ),
  /** Lets the person choose another folder; the window then opens that library. `null`: they thought better of it. */
  'host.pickLibrary': call(z.object({}), z.object({ folder: z.string().nullable() }))
}
