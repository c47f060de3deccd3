/** What global-setup found, and whether a missing one may be skipped. */

export type Host = 'electron' | 'loopback'

interface Found {
  path?: string
  env?: Record<string, string>
  reason?: string
}

function found(name: string): Found {
  return JSON.parse(process.env[name] ?? '{"reason":"global-setup did not run"}') as Found
}

/** The browser or Electron for `host`, or the reason why there is none. */
export function programFor(host: Host): Found {
  const program = found(host === 'electron' ? 'CARREL_TEST_ELECTRON' : 'CARREL_TEST_CHROMIUM')
  if (host === 'electron' && program.path && process.platform === 'linux')
    if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
      return { reason: 'there is no screen for Electron, and Xvfb is not installed' }
  return program
}

/** In CI on Linux x64 both hosts can be had, so a missing one is a failure there. */
export const mustRun = Boolean(process.env['CI']) && process.platform === 'linux' && process.arch === 'x64'
