/** The headers that keep the page to itself, the same in both hosts. */
import type { Resource } from './resources'

const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; object-src 'none'"

/** For our own page: our own script and style, nothing inline, nothing from outside. `socket`: `ws://host:port`. */
function pagePolicy(socket: string | undefined): string {
  const connect = socket === undefined ? "'self'" : `'self' ${socket}`
  return (
    `${nothing}; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; ` +
    `connect-src ${connect}; worker-src 'self'; frame-src 'self'; frame-ancestors 'none'`
  )
}

/** For anything from the library: no script, no request but for other assets, even when opened as a page. */
const assetPolicy =
  `${nothing}; img-src 'self' data:; style-src 'unsafe-inline'; font-src 'self' data:; frame-ancestors 'self'; ` +
  'sandbox allow-same-origin'

/** For an answer without content. */
const emptyPolicy = `${nothing}; frame-ancestors 'none'`

/** The security headers of an answer; `kind` undefined: a refusal or a redirection. */
export function securityHeaders(
  kind: Resource['kind'] | undefined,
  options: { socket?: string } = {}
): Record<string, string> {
  const policy = kind === 'file' ? pagePolicy(options.socket) : kind === 'asset' ? assetPolicy : emptyPolicy
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy':
      'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), payment=()',
    // Assets are named by their content and never change; the page's files change with every version.
    'cache-control': kind === 'asset' ? 'private, max-age=31536000, immutable' : 'no-cache'
  }
}
