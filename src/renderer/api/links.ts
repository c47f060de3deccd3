/** Addresses that open one highlight from outside of Carrel. */
import type { Capabilities } from '#shared/contract/host'

/** `carrel://highlight/ID` where the system knows that scheme, else the page's own address. */
export function linkTo(capabilities: Capabilities, annotation: string): string {
  return capabilities.linkScheme === undefined
    ? `${location.origin}/#/highlight/${annotation}`
    : `${capabilities.linkScheme}://highlight/${annotation}`
}
